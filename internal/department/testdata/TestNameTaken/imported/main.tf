import {
  to = onoff_department.support
  id = "dep-support"
}

resource "onoff_department" "support" {
  name = "Support"
}
