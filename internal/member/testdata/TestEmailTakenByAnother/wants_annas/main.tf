resource "onoff_member" "ben" {
  first_name = "Ben"
  last_name  = "Gros"
  email      = "anna.petit@example.com"
}
