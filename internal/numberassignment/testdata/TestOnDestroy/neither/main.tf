output "numbers" {
  value = "none"
}
