resource "onoff_number_assignment" "reception" {
  phone_number = "+33 639 98 00 01"
  member_email = "anna.petit@example.com"
}
