resource "onoff_license" "staff" {
  name     = "All staff"
  plan     = "connect"
  quantity = 5
}
