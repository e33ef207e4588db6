import {
  to = onoff_license.staff
  identity = {
    id = "lic_000001"
  }
}
