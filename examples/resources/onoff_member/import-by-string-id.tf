import {
  to = onoff_member.anna
  id = "anna.petit@example.com"
}
