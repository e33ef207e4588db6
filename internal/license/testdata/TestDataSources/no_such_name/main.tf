data "onoff_license" "none" {
  name = "Nothing"
}
