data "onoff_departments" "all" {}

data "onoff_licenses" "all" {}

data "onoff_members" "all" {}

data "onoff_numbers" "used" {
  status = "used"
}

locals {
  departments = { for d in data.onoff_departments.all.departments : d.id => d.name }
  licenses    = { for l in data.onoff_licenses.all.licenses : l.id => l.name }

  organisation = {
    departments = values(local.departments)
    licenses = { for l in data.onoff_licenses.all.licenses : l.name => {
      plan           = l.plan
      billing_period = l.billing_period
      quantity       = l.quantity
    } }
    members = { for m in data.onoff_members.all.members : m.email => {
      first_name  = m.first_name
      last_name   = m.last_name
      role        = m.role
      departments = [for id in m.department_ids : local.departments[id]]
    } }
    numbers = { for n in data.onoff_numbers.used.numbers : n.phone_number => {
      member     = n.member_email
      department = n.department_id == null ? null : local.departments[n.department_id]
      license    = n.license_id == null ? null : local.licenses[n.license_id]
    } }
  }
}

import {
  for_each = local.departments
  to       = onoff_department.this[each.value]
  id       = each.key
}

import {
  for_each = local.licenses
  to       = onoff_license.this[each.value]
  id       = each.key
}

import {
  for_each = { for m in data.onoff_members.all.members : m.email => m.id }
  to       = onoff_member.this[each.key]
  id       = each.value
}

import {
  for_each = local.organisation.numbers
  to       = onoff_number_assignment.this[each.key]
  id       = each.key
}
