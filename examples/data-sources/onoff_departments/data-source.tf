data "onoff_departments" "all" {}

output "departments" {
  value = data.onoff_departments.all.departments[*].name
}
