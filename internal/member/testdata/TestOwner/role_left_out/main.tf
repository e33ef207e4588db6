resource "onoff_member" "olga" {
  first_name = "Olga"
  last_name  = "Martin-Roux"
  email      = "olga.martin@example.com"
}
