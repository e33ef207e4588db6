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
}

resource "onoff_member" "ben" {
  first_name = "Ben"
  last_name  = "Gros"
  email      = "ben.gros@example.com"
}
