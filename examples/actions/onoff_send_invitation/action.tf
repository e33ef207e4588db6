resource "onoff_member" "anna" {
  first_name = "Anna"
  last_name  = "Petit"
  email      = "anna.petit@example.com" # creating Anna mails the first invitation
}

# By hand, whenever she asks for it:
#
#   terraform apply -invoke=action.onoff_send_invitation.anna
action "onoff_send_invitation" "anna" {
  config {
    member_email = onoff_member.anna.email
  }
}

# Or in a pull request: whoever raises the number has the invitation mailed once more. It's after_update
# only, so that the first apply, which creates Anna and mails her, doesn't mail her twice.
resource "terraform_data" "invite_anna_again" {
  input = 0

  lifecycle {
    action_trigger {
      events  = [after_update]
      actions = [action.onoff_send_invitation.anna]
    }
  }
}
