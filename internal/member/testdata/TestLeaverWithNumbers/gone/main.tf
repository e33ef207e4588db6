output "staff" {
  value = "nobody"
}
