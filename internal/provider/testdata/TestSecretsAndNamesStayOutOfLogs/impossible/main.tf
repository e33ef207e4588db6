resource "onoff_member" "one" {
  first_name = "Carlotta"
  last_name  = "Vignoble"
  email      = "carlotta.vignoble@example.com"
}

resource "onoff_member" "two" {
  first_name = "Carlotta"
  last_name  = "Vignoble"
  email      = "Carlotta.Vignoble@example.com"
}

resource "onoff_number_assignment" "one" {
  phone_number = "+33199000021"
  member_email = onoff_member.one.email
}

resource "onoff_number_assignment" "two" {
  phone_number = "+33 199 000021"
  member_email = "annabelle.petitpas@example.com"
}
