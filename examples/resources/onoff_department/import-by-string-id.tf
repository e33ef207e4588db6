import {
  to = onoff_department.sales
  id = "Sales"
}
