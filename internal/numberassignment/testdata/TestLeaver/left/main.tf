resource "onoff_member" "dora" {
  first_name = "Dora"
  last_name  = "Noir"
  email      = "dora.noir@example.com"

  lifecycle {
    create_before_destroy = true
  }
}

resource "onoff_number_assignment" "reception" {
  phone_number = "+33199000001"
  member_email = onoff_member.dora.email
}
