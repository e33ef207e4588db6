resource "onoff_number_assignment" "reception" {
  country_code = "BE"
  member_email = "anna.petit@example.com"
}
