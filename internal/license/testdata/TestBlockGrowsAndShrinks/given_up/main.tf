output "licences" {
  value = "none"
}
