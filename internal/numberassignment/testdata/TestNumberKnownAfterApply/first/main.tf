resource "terraform_data" "chosen" {
  input = "+33199000001"
}

resource "onoff_number_assignment" "reception" {
  phone_number = terraform_data.chosen.output
  member_email = "anna.petit@example.com"
}
