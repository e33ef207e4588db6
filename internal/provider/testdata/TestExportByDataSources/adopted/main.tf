terraform {
  required_providers {
    onoff = {
      source = "onoff-community/onoff"
    }
  }
}

resource "onoff_department" "this" {
  for_each = toset(local.organisation.departments)
  name     = each.key
}

resource "onoff_license" "this" {
  for_each       = local.organisation.licenses
  name           = each.key
  plan           = each.value.plan
  billing_period = each.value.billing_period
  quantity       = each.value.quantity
}

resource "onoff_member" "this" {
  for_each       = local.organisation.members
  first_name     = each.value.first_name
  last_name      = each.value.last_name
  email          = each.key
  role           = each.value.role
  department_ids = [for name in each.value.departments : onoff_department.this[name].id]

  lifecycle {
    create_before_destroy = true
  }
}

resource "onoff_number_assignment" "this" {
  for_each      = local.organisation.numbers
  phone_number  = each.key
  member_email  = each.value.member == null ? null : onoff_member.this[each.value.member].email
  department_id = each.value.department == null ? null : onoff_department.this[each.value.department].id
  license_id    = each.value.license == null ? null : onoff_license.this[each.value.license].id
}

output "organisation" {
  value = jsonencode(local.organisation)
}
