resource "onoff_department" "sales" {
  name = "Sales and Marketing"
}
