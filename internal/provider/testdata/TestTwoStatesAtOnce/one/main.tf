resource "onoff_department" "garden" {
  name = "Jardinerie"
}

resource "onoff_member" "carla" {
  first_name     = "Carlotta"
  last_name      = "Vignoble"
  email          = "carlotta.vignoble@example.com"
  department_ids = [onoff_department.garden.id]
}

resource "onoff_number_assignment" "wanted_by_both" {
  phone_number = "+33199000021"
  member_email = "annabelle.petitpas@example.com"
}

resource "onoff_number_assignment" "picked" {
  count = 2

  country_code = "BE"
  member_email = "annabelle.petitpas@example.com"
}
