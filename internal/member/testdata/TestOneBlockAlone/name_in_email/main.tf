resource "onoff_member" "anna" {
  first_name = "Anna"
  last_name  = "Petit"
  email      = "Anna Petit <anna.petit@example.com>"
}
