resource "onoff_number_assignment" "belgian" {
  country_code = "BE"
  member_email = "anna.petit@example.com"
}

data "onoff_numbers" "hers" {
  member_email = onoff_number_assignment.belgian.member_email

  depends_on = [onoff_number_assignment.belgian]
}

data "onoff_number" "it" {
  phone_number = onoff_number_assignment.belgian.phone_number
}

output "hers" {
  value = data.onoff_numbers.hers.numbers[*].phone_number
}

output "its_holder" {
  value = data.onoff_number.it.member_email
}
