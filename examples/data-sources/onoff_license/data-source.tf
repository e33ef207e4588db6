data "onoff_license" "staff" {
  name = "Staff"
}

output "free_licences" {
  value = data.onoff_license.staff.free
}
