resource "onoff_member" "carl" {
  first_name = "Carl"
  last_name  = "Blanc"
  email      = "carl.blanc@example.com"
}

resource "onoff_number_assignment" "reception" {
  phone_number = "+33199000001"
  member_id    = onoff_member.carl.id
}

resource "onoff_number_assignment" "mobile" {
  country_code = "BE"
  member_email = onoff_member.carl.email
}
