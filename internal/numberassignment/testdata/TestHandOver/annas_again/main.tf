resource "onoff_number_assignment" "reception" {
  phone_number = "+33 1 99 00 00 01"
  member_id    = "mem-anna"
  license_id   = "lic-extra"
}
