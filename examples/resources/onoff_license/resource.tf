resource "onoff_license" "staff" {
  name           = "Staff"
  plan           = "connect"
  billing_period = "yearly"
  quantity       = 12
}
