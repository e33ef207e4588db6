resource "onoff_license" "staff" {
  name     = "Staff"
  plan     = "premium"
  quantity = 1
}
