import {
  to = onoff_number_assignment.anna_landline
  id = "+33199000001"
}
