resource "onoff_department" "sales" {
  name = "Sales"
}

resource "onoff_member" "anna" {
  first_name     = "Anna"
  last_name      = "Petit"
  email          = "anna@example.com"
  department_ids = [onoff_department.sales.id]
}

resource "onoff_member" "ben" {
  first_name     = "Ben"
  last_name      = "Gros"
  email          = "ben@example.com"
  department_ids = [onoff_department.sales.id]
}

resource "onoff_member" "chloe" {
  first_name     = "Chloé"
  last_name      = "Blanc"
  email          = "chloe@example.com"
  department_ids = [onoff_department.sales.id]
}
