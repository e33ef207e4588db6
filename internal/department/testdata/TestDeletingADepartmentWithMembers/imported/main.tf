import {
  to = onoff_department.sales
  id = "dep-sales"
}

resource "onoff_department" "sales" {
  name = "Sales"
}
