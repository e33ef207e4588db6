import {
  to = onoff_department.sales
  id = "Sales"
}

resource "onoff_department" "sales" {
  name = "Sales"

  lifecycle {
    create_before_destroy = true
  }
}

resource "onoff_member" "paul" {
  first_name     = "Paul"
  last_name      = "Petit"
  email          = "paul.petit@example.com"
  department_ids = [onoff_department.sales.id]
}
