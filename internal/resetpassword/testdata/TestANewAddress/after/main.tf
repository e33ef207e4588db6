resource "onoff_member" "ben" {
  first_name = "Ben"
  last_name  = "Grosjean"
  email      = "ben@example.com"
}

action "onoff_reset_password" "ben" {
  config {
    member_email = onoff_member.ben.email
  }
}

resource "terraform_data" "login_of_ben" {
  input = onoff_member.ben.email

  lifecycle {
    action_trigger {
      events  = [after_update]
      actions = [action.onoff_reset_password.ben]
    }
  }
}
