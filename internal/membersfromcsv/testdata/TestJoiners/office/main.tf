terraform {
  required_providers {
    onoff = {
      source = "onoff-community/onoff"
    }
  }
}

locals {
  joiners = provider::onoff::members_from_csv(file("${path.module}/joiners.csv"))
}

resource "onoff_department" "this" {
  for_each = toset(flatten([for person in local.joiners : person.departments]))
  name     = each.key
}

resource "onoff_member" "joiner" {
  for_each       = local.joiners
  first_name     = each.value.first_name
  last_name      = each.value.last_name
  email          = each.value.email
  role           = each.value.role
  department_ids = [for name in each.value.departments : onoff_department.this[name].id]
}
