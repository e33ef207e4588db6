resource "onoff_license" "staff" {
  name     = "Staff"
  plan     = "advanced"
  quantity = 3
}
