resource "onoff_member" "ben" {
  first_name = "Ben"
  last_name  = "Gros"
  email      = "ben.gros@example.com"
  role       = "user"

  lifecycle {
    action_trigger {
      events  = [after_update]
      actions = [action.onoff_reset_password.ben]
    }
  }
}

action "onoff_reset_password" "ben" {
  config {
    member_id = onoff_member.ben.id
  }
}
