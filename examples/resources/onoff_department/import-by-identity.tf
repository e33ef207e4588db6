import {
  to = onoff_department.sales
  identity = {
    id = "dep_000001"
  }
}
