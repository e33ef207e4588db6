resource "onoff_number_assignment" "reception" {
  phone_number = "+33199000009"
  member_id    = "mem-ben"
}
