# A company of a dozen people, their departments, their phone numbers and the licences those need,
# read from two lists that an office manager can keep in a spreadsheet.

terraform {
  required_version = ">= 1.8"

  required_providers {
    onoff = {
      source = "onoff-community/onoff"
    }
  }
}

# The key and the address come from ONOFF_API_KEY and ONOFF_BASE_URL.
provider "onoff" {}

locals {
  # Says which row of the list is wrong, should one be.
  roster = provider::onoff::members_from_csv(file("${path.module}/roster.csv"))

  # However a number is typed into the list, its key stays the same.
  numbers = {
    for row in csvdecode(file("${path.module}/numbers.csv")) :
    provider::onoff::format_phone_number(row.phone_number, "e164") => row
  }
}

resource "onoff_department" "this" {
  for_each = toset(flatten([for person in local.roster : person.departments]))

  name = each.key
}

resource "onoff_member" "staff" {
  for_each = local.roster

  email          = each.value.email
  first_name     = each.value.first_name
  last_name      = each.value.last_name
  role           = each.value.role
  department_ids = [for name in each.value.departments : onoff_department.this[name].id]

  # Terraform deletes what left the configuration before it updates what referred to it. With this,
  # a leaver's number moves to a colleague first, and only then does the leaver go.
  lifecycle {
    create_before_destroy = true
  }
}

# One licence per number, bought here and nowhere else: an assignment never buys one by itself.
resource "onoff_license" "staff" {
  name     = "Staff"
  plan     = "connect"
  quantity = length(local.numbers)
}

resource "onoff_number_assignment" "this" {
  for_each = local.numbers

  phone_number  = each.value.phone_number
  member_email  = each.value.member_email == "" ? null : onoff_member.staff[each.value.member_email].email
  department_id = each.value.department == "" ? null : onoff_department.this[each.value.department].id
  license_id    = onoff_license.staff.id
}

output "directory" {
  description = "Who is reached under which number."
  value = {
    for number, row in local.numbers : number => row.member_email == "" ? row.department : row.member_email
  }
}
