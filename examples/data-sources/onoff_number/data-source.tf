data "onoff_number" "hotline" {
  phone_number = "+33 1 99 00 00 01"
}

output "hotline_holder" {
  value = data.onoff_number.hotline.member_email
}
