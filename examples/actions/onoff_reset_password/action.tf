resource "onoff_member" "ben" {
  first_name = "Ben"
  last_name  = "Gros"
  email      = "ben.gros@example.com"
}

# By hand, when Ben's laptop was stolen:
#
#   terraform apply -invoke=action.onoff_reset_password.ben
action "onoff_reset_password" "ben" {
  config {
    member_email = onoff_member.ben.email
  }
}

# Or whenever Ben's address changes, so that whoever reads the old mailbox doesn't know the password: the
# link goes to the new address.
resource "terraform_data" "login_of_ben" {
  input = onoff_member.ben.email

  lifecycle {
    action_trigger {
      events  = [after_update]
      actions = [action.onoff_reset_password.ben]
    }
  }
}
