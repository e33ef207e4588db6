resource "onoff_number_assignment" "desk" {
  phone_number = "+33639980001"
  member_email = "m0@example.com"
}
