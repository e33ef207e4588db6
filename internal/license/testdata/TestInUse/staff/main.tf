import {
  to = onoff_license.staff
  id = "lic-staff"
}

resource "onoff_license" "staff" {
  name     = "Staff"
  plan     = "connect"
  quantity = 3
}
