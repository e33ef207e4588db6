resource "onoff_member" "new" {
  first_name = "Annabelle"
  last_name  = "Petitpas"
  email      = "annabelle.petitpas@example.com"
}

resource "onoff_member" "nobody" {
  first_name = "Nobody"
  last_name  = "Inventee"
  email      = "nobody.inventee@example.com"
}

import {
  to = onoff_member.new
  id = "annabelle.petitpas@example.com"
}

import {
  to = onoff_member.nobody
  id = "nobody.inventee@example.com"
}
