resource "onoff_department" "sales" {
  name = "Sales and Marketing"
}

resource "onoff_department" "support" {
  name = "Support"
}
