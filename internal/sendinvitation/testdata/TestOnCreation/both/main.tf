resource "onoff_member" "anna" {
  first_name = "Anna"
  last_name  = "Petit"
  email      = "anna.petit@example.com"

  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.onoff_send_invitation.anna]
    }
  }
}

action "onoff_send_invitation" "anna" {
  config {
    member_id = onoff_member.anna.id
  }
}
