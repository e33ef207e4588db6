resource "onoff_number_assignment" "reception" {
  phone_number = "+33 1 99 00 00 09"
  member_email = "anna.petit@example.com"
}
