resource "onoff_license" "staff" {
  name     = "STAFF"
  plan     = "connect"
  quantity = 2
}
