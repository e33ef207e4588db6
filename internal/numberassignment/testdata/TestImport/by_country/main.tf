resource "onoff_number_assignment" "reception" {
  country_code = "FR"
  number_type  = "landline"
  member_email = "ben.gros@example.com"
}
