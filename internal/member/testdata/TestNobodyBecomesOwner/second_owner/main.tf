resource "onoff_member" "anna" {
  first_name = "Anna"
  last_name  = "Petit"
  email      = "anna.petit@example.com"
  role       = "admin"
}

resource "onoff_member" "ben" {
  first_name = "Ben"
  last_name  = "Gros"
  email      = "ben.gros@example.com"
  role       = "owner"
}
