resource "onoff_member" "anna" {
  first_name = "Anna"
  last_name  = "Petit"
  email      = "Anna.Petit@example.com"
}
