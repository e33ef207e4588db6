resource "onoff_license" "staff" {
  name     = "Staff"
  plan     = "connect"
  quantity = 2
}

resource "onoff_license" "agents" {
  name     = "Agents"
  plan     = "advanced"
  quantity = 3
}
