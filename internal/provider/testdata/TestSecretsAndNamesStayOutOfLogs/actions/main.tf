resource "onoff_department" "new" {
  name = "Jardins-Renouveau"
}

resource "onoff_license" "new" {
  name     = "Tarif-Renouveau"
  plan     = "connect"
  quantity = 3
}

resource "onoff_member" "new" {
  first_name     = "Carlottina"
  last_name      = "Vignoblesse"
  email          = "carlottina.vignoblesse@example.com"
  role           = "admin"
  department_ids = []
}

resource "onoff_number_assignment" "written" {
  phone_number        = "+33 1 99 00 00 21"
  member_email        = "annabelle.petitpas@example.com"
  license_id          = onoff_license.new.id
  history_on_reassign = "delete"
}

resource "onoff_number_assignment" "picked" {
  country_code = "BE"
  member_id    = onoff_member.new.id
  on_destroy   = "delete_number"
}
