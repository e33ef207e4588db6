data "onoff_license" "none" {
}
