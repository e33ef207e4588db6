data "onoff_member" "nobody" {
  id    = "mem-nobody"
  email = "nobody@example.com"
}
