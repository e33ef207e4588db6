data "onoff_members" "admins" {
  role = "admin"
}

output "administrators" {
  value = data.onoff_members.admins.members[*].email
}
