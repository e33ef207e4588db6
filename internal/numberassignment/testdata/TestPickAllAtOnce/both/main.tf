resource "onoff_number_assignment" "annas" {
  country_code = "FR"
  number_type  = "mobile"
  member_email = "anna.petit@example.com"
}

resource "onoff_number_assignment" "sales" {
  country_code  = "FR"
  number_type   = "mobile"
  department_id = "dep-sales"
}
