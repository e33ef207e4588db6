resource "onoff_number_assignment" "reception" {
  phone_number = "+33 1 99 00 00 01"
  member_email = "anna.petit@example.com"
}

resource "onoff_number_assignment" "hotline" {
  country_code  = "FR"
  number_type   = "mobile"
  department_id = "dep-support"
}
