resource "onoff_member" "paul" {
  first_name = "Paul"
  last_name  = "Petit"
  email      = "paul.petit@example.com"
}
