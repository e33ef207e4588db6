import {
  to = onoff_number_assignment.anna_landline
  identity = {
    phone_number = "+33199000001"
  }
}
