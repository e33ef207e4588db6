resource "onoff_department" "support" {
  name = "support"
}
