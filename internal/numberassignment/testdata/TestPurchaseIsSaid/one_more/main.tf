resource "onoff_number_assignment" "reception" {
  phone_number = "+33199000001"
  member_email = "anna.petit@example.com"
}
