data "onoff_license" "none" {
  id = "lic-nothing"
}
