resource "onoff_department" "sales" {
  name = "Sales"
}

output "name" {
  value = onoff_department.sales.name
}
