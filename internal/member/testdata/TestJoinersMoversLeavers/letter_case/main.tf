resource "onoff_department" "sales" {
  name = "Sales"
}

resource "onoff_department" "support" {
  name = "Support"
}

resource "onoff_member" "anna" {
  first_name = "Anna"
  last_name  = "Petit"
  email      = "Anna.Petit@Example.com"
}

resource "onoff_member" "ben" {
  first_name = "Ben"
  last_name  = "Gros"
  email      = "BEN.GROS@example.com"
}
