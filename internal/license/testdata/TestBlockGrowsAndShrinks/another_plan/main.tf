resource "onoff_license" "staff" {
  name           = "all staff"
  plan           = "max"
  billing_period = "yearly"
  quantity       = 1
}
