import {
  to = onoff_member.anna
  id = "mem-anna"
}

resource "onoff_member" "anna" {
  first_name = "Anna"
  last_name  = "Petit"
  email      = "anna.petit@example.com"
}
