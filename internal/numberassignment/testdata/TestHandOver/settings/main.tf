resource "onoff_number_assignment" "reception" {
  phone_number        = "+33 1 99 00 00 01"
  member_email        = "anna.petit@example.com"
  history_on_reassign = "delete"
  on_destroy          = "delete_number"

  timeouts = {
    update = "1h"
  }
}
