import {
  to = onoff_license.staff
  id = "Staff"
}
