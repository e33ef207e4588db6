data "onoff_licenses" "all" {}

output "free_licences" {
  value = sum(data.onoff_licenses.all.licenses[*].free)
}
