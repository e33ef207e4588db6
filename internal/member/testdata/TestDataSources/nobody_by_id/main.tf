data "onoff_member" "nobody" {
  id = "mem-nobody"
}
