resource "onoff_member" "new" {
  first_name = "Carlotta"
  last_name  = "Vignoble"
  email      = "Carlotta Vignoble <carlotta.vignoble@example.com"
  role       = "Vignoblesse"
}

resource "onoff_number_assignment" "new" {
  phone_number = "+33 199 000021 Carlotta"
  member_email = "carlotta.vignoble@example.com"
  on_destroy   = "Vignoblesse"
}
