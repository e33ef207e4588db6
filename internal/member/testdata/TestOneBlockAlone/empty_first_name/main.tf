resource "onoff_member" "anna" {
  first_name = ""
  last_name  = "Petit"
  email      = "anna.petit@example.com"
}
