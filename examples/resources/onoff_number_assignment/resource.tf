resource "onoff_member" "anna" {
  first_name = "Anna"
  last_name  = "Petit"
  email      = "anna.petit@example.com"
}

resource "onoff_department" "support" {
  name = "Support"
}

# A number of your choice, for a member.
resource "onoff_number_assignment" "anna_landline" {
  phone_number = "+33 1 99 00 00 01"
  member_email = onoff_member.anna.email
}

# Any free mobile number of a country. It stays the same from then on.
resource "onoff_number_assignment" "anna_mobile" {
  country_code = "FR"
  number_type  = "mobile"
  member_email = onoff_member.anna.email

  # If the block is removed, the number is given up for good instead of going back to the pool.
  on_destroy = "delete_number"
}

# A number for a department, with an hour for the service's cool-down if it has to be moved.
resource "onoff_number_assignment" "hotline" {
  phone_number        = "+33 1 99 00 00 02"
  department_id       = onoff_department.support.id
  history_on_reassign = "delete"

  timeouts = {
    update = "1h"
  }
}
