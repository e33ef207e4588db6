import {
  to = onoff_member.olga
  id = "olga.martin@example.com"
}

resource "onoff_member" "olga" {
  first_name = "Olga"
  last_name  = "Martin"
  email      = "olga.martin@example.com"
  role       = "owner"
}
