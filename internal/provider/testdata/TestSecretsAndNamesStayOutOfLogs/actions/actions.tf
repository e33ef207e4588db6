action "onoff_send_invitation" "annabelle" {
  config {
    member_email = "annabelle.petitpas@example.com"
  }
}

action "onoff_reset_password" "annabelle" {
  config {
    member_email = "annabelle.petitpas@example.com"
  }
}
