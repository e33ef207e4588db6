resource "onoff_license" "staff" {
  name     = "Staff"
  plan     = "connect"
  quantity = 1.5
}
