resource "onoff_license" "staff" {
  name     = "Staff"
  plan     = "connect"
  quantity = 1
}

resource "onoff_member" "anna" {
  first_name = "Anna"
  last_name  = "Petit"
  email      = "anna.petit@example.com"

  lifecycle {
    create_before_destroy = true
  }
}

resource "onoff_member" "ben" {
  first_name = "Ben"
  last_name  = "Gros"
  email      = "ben.gros@example.com"
}

resource "onoff_number_assignment" "sales" {
  phone_number = "+33 6 44 60 00 02"
  member_email = onoff_member.anna.email
  license_id   = onoff_license.staff.id
}
