import {
  to = onoff_department.sales
  id = "SALES"
}

import {
  to = onoff_department.support
  id = "dep-support"
}

resource "onoff_department" "sales" {
  name = "Sales"
}

resource "onoff_department" "support" {
  name = "Support"
}
