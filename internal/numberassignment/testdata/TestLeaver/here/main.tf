resource "onoff_member" "carl" {
  first_name = "Carl"
  last_name  = "Blanc"
  email      = "carl.blanc@example.com"

  lifecycle {
    create_before_destroy = true
  }
}

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
  member_email = onoff_member.carl.email
}
