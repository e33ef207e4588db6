# Only for the apply whose state is recorded.

import {
  to = onoff_department.imported
  id = "Porcelaine"
}

import {
  to = onoff_member.imported
  id = "ines.fort@example.com"
}

import {
  to = onoff_member.owner
  id = "mem-owner"
}

import {
  to = onoff_license.imported
  id = "Stock"
}

import {
  to = onoff_number_assignment.imported
  id = "+33199000001"
}
