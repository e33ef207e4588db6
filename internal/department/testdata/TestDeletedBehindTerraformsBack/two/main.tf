resource "onoff_department" "sales" {
  name = "Sales"
}

resource "onoff_department" "support" {
  name = "Support"
}
