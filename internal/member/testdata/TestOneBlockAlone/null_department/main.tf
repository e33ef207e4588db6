resource "onoff_member" "anna" {
  first_name     = "Anna"
  last_name      = "Petit"
  email          = "anna.petit@example.com"
  department_ids = [null]
}
