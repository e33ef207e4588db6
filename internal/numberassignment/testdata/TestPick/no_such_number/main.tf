resource "onoff_number_assignment" "reception" {
  country_code = "BE"
  number_type  = "landline"
  member_email = "anna.petit@example.com"
}
