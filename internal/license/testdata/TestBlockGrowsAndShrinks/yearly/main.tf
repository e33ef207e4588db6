resource "onoff_license" "staff" {
  name           = "all staff"
  plan           = "connect"
  billing_period = "yearly"
  quantity       = 1
}
