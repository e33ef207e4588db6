resource "onoff_number_assignment" "reception" {
  country_code = "FR"
  member_email = "anna.petit@example.com"
}
