resource "onoff_license" "staff" {
  name     = "all staff"
  plan     = "connect"
  quantity = 5
}
