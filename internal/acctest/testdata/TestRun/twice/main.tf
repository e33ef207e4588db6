resource "onoff_department" "sales" {
  name = "Sales and more"
}

output "name" {
  value = onoff_department.sales.name
}

resource "onoff_department" "again" {
  name = "sales and more"
}
