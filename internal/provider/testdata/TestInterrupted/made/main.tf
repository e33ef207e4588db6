resource "onoff_department" "new" {
  name = "Jardinerie"
}

resource "onoff_license" "new" {
  name     = "Tarif-Jardin"
  plan     = "connect"
  quantity = 2
}

resource "onoff_member" "new" {
  first_name     = "Carlotta"
  last_name      = "Vignoble"
  email          = "carlotta.vignoble@example.com"
  department_ids = [onoff_department.new.id]
}

resource "onoff_number_assignment" "new" {
  phone_number = "+33 1 99 00 00 21"
  member_email = onoff_member.new.email
  license_id   = onoff_license.new.id
}
