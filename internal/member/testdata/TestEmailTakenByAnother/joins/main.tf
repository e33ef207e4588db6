resource "onoff_member" "ben" {
  first_name = "Ben"
  last_name  = "Gros"
  email      = "ben.gros@example.com"
}
