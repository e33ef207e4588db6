data "onoff_department" "sales" {
  name = "Sales"
}
