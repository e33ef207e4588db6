resource "onoff_member" "new" {
  first_name = "Annabelle"
  last_name  = "Petitpas"
  email      = "annabelle.petitpas@example.com"
}

resource "onoff_department" "new" {
  name = "Savonnerie"
}

resource "onoff_license" "new" {
  name     = "Tarif-Atelier"
  plan     = "connect"
  quantity = 1
}

resource "onoff_number_assignment" "new" {
  phone_number = "+33199000011"
  member_email = "annabelle.petitpas@example.com"
}

resource "onoff_number_assignment" "unknown" {
  phone_number = "+33199000099"
  member_email = "nobody.inventee@example.com"
}
