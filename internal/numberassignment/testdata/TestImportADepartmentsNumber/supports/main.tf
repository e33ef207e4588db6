resource "onoff_number_assignment" "reception" {
  phone_number  = "+33199000001"
  department_id = "dep-support"
}
