# A module that takes in the people of a list: their department, themselves, their numbers, and a
# licence for each number.

terraform {
  required_version = ">= 1.8"
  required_providers {
    onoff = {
      source = "onoff-community/onoff"
    }
  }
}

locals {
  people = provider::onoff::members_from_csv(var.roster)

  # One key for each number: "anna.petit@example.com 1".
  numbers = merge([
    for key, person in local.people : {
      for i in range(var.numbers_each) : "${key} ${i + 1}" => key
    }
  ]...)
}

resource "onoff_department" "this" {
  name = var.department
}

resource "onoff_member" "this" {
  for_each       = local.people
  first_name     = each.value.first_name
  last_name      = each.value.last_name
  email          = each.value.email
  role           = each.value.role
  department_ids = [onoff_department.this.id]
}

resource "onoff_license" "this" {
  name     = "${var.department} staff"
  plan     = "connect"
  quantity = length(local.numbers) + var.spare_licenses
}

resource "onoff_number_assignment" "this" {
  for_each     = local.numbers
  country_code = var.country_code
  number_type  = "mobile"
  member_email = onoff_member.this[each.value].email
  license_id   = onoff_license.this.id
}
