resource "onoff_number_assignment" "reception" {
  phone_number = "+33199000002"
  member_email = "anna.petit@example.com"
}
