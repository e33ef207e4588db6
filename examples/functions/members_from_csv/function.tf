terraform {
  required_providers {
    onoff = {
      source = "onoff-community/onoff"
    }
  }
}

# roster.csv, as a spreadsheet saves it:
#
#   First name;Last name;E-Mail;Role;Departments;Country code;Desk
#   Claire;Martin;claire.martin@example.com;admin;Management;FR;1
#   Léa;Dubois;lea.dubois@example.com;;Sales|Support;FR;12
locals {
  roster = provider::onoff::members_from_csv(file("${path.module}/roster.csv"), "Desk")
}

resource "onoff_department" "this" {
  for_each = toset(flatten([for person in local.roster : person.departments]))
  name     = each.key
}

resource "onoff_member" "staff" {
  for_each = local.roster

  first_name     = each.value.first_name
  last_name      = each.value.last_name
  email          = each.value.email
  role           = each.value.role
  department_ids = [for name in each.value.departments : onoff_department.this[name].id]

  lifecycle {
    create_before_destroy = true # so that a leaver's number can move to a colleague first
  }
}

resource "onoff_number_assignment" "staff" {
  for_each = { for email, person in local.roster : email => person if person.country_code != null }

  country_code = each.value.country_code
  number_type  = each.value.number_type
  member_email = onoff_member.staff[each.key].email
}

output "desks" {
  value = { for email, person in local.roster : email => person.extra["Desk"] }
}
