resource "onoff_department" "new" {
  name = "Jardinerie"
}

resource "onoff_license" "new" {
  name     = "Tarif-Jardin"
  plan     = "connect"
  quantity = 3
}

resource "onoff_member" "new" {
  first_name     = "Carlotta"
  last_name      = "Vignoblesse"
  email          = "carlotta.vignoble@example.com"
  department_ids = [onoff_department.new.id]
}

resource "onoff_number_assignment" "new" {
  phone_number = "+33 1 99 00 00 21"
  member_email = "annabelle.petitpas@example.com"
  license_id   = onoff_license.new.id
}
