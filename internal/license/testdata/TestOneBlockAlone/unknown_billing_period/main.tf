resource "onoff_license" "staff" {
  name           = "Staff"
  plan           = "connect"
  billing_period = "weekly"
  quantity       = 1
}
