resource "onoff_member" "anna" {
  first_name = "Anna"
  last_name  = "Petit"
  email      = "anna.petit@example.com"
}

action "onoff_send_invitation" "anna" {
  config {
    member_email = onoff_member.anna.email
  }
}

resource "terraform_data" "invite_anna_again" {
  input = 0

  lifecycle {
    action_trigger {
      events  = [before_update]
      actions = [action.onoff_send_invitation.anna]
    }
  }
}
