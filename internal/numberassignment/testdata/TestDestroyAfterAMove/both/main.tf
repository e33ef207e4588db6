resource "onoff_number_assignment" "kept" {
  phone_number = "+33199000001"
  member_email = "anna.petit@example.com"
}

resource "onoff_number_assignment" "given_up" {
  phone_number = "+33199000002"
  member_email = "anna.petit@example.com"
  on_destroy   = "delete_number"
}
