terraform {
  required_providers {
    onoff = {
      source = "onoff-community/onoff"
    }
  }
}

variable "list" {
  type = string
}

resource "onoff_member" "joiner" {
  for_each   = provider::onoff::members_from_csv(var.list)
  first_name = each.value.first_name
  last_name  = each.value.last_name
  email      = each.value.email
  role       = each.value.role
}

output "reception" {
  value = provider::onoff::format_phone_number("01 99 00 00 03", "international", "FR")
}
