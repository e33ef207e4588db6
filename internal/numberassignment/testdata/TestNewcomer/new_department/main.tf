resource "onoff_member" "carl" {
  first_name = "Carl"
  last_name  = "Blanc"
  email      = "carl.blanc@example.com"
}

resource "onoff_department" "hotline" {
  name = "Hotline"
}

resource "onoff_license" "hotline" {
  name     = "Hotline"
  plan     = "connect"
  quantity = 1
}

resource "onoff_number_assignment" "reception" {
  phone_number  = "+33199000001"
  department_id = onoff_department.hotline.id
  license_id    = onoff_license.hotline.id
}

resource "onoff_number_assignment" "mobile" {
  country_code = "BE"
  member_email = onoff_member.carl.email
}
