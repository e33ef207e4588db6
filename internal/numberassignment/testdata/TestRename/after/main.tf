resource "onoff_member" "anna" {
  first_name = "Anna"
  last_name  = "Moreau"
  email      = "anna.moreau@example.com"
}

resource "onoff_number_assignment" "by_email" {
  phone_number = "+33199000001"
  member_email = onoff_member.anna.email
}

resource "onoff_number_assignment" "by_id" {
  phone_number = "+33199000002"
  member_id    = onoff_member.anna.id
}
