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

  lifecycle {
    create_before_destroy = true
  }
}

resource "onoff_number_assignment" "written" {
  phone_number = "+33 1 99 00 00 21"
  member_email = onoff_member.new.email
  license_id   = onoff_license.new.id
}

resource "onoff_number_assignment" "picked" {
  country_code = "BE"
  member_id    = onoff_member.new.id
}

resource "onoff_number_assignment" "shared" {
  phone_number  = "+33199000022"
  department_id = onoff_department.new.id
}

data "onoff_account" "this" {}

data "onoff_member" "other" {
  email = "annabelle.petitpas@example.com"
}

data "onoff_members" "all" {}

data "onoff_department" "other" {
  name = "Savonnerie"
}

data "onoff_departments" "all" {}

data "onoff_license" "other" {
  name = "Tarif-Atelier"
}

data "onoff_licenses" "all" {}

data "onoff_number" "other" {
  phone_number = "+33199000011"
}

data "onoff_numbers" "all" {
  member_email = "benedikt.grosjean@example.com"
}
