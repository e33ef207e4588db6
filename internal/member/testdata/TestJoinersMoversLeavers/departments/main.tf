resource "onoff_department" "sales" {
  name = "Sales"
}

resource "onoff_department" "support" {
  name = "Support"
}

resource "onoff_member" "anna" {
  first_name = "Anna"
  last_name  = "Grand"
  email      = "anna.grand@example.com"
  role       = "team_lead"

  department_ids = [onoff_department.support.id, onoff_department.sales.id]
}

resource "onoff_member" "ben" {
  first_name = "Ben"
  last_name  = "Gros"
  email      = "ben.gros@example.com"
}
