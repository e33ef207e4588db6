data "onoff_member" "nobody" {
  email = "nobody@example.com"
}
