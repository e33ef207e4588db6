resource "onoff_department" "sales" {
  name = "Sales"
}

resource "onoff_department" "support" {
  name = "Support"
}

resource "onoff_member" "anna" {
  first_name = "Anna-Maria"
  last_name  = "Grand"
  email      = "am.grand@example.com"
}

resource "onoff_member" "ben" {
  first_name = "Ben"
  last_name  = "Gros"
  email      = "ben.gros@example.com"
}
