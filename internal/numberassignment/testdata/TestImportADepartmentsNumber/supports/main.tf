resource "onoff_number_assignment" "reception" {
  country_code  = "FR"
  department_id = "dep-support"
}
