resource "onoff_license" "staff" {
  name     = "agents"
  plan     = "connect"
  quantity = 3
}
