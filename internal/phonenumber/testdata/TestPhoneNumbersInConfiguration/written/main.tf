terraform {
  required_providers {
    onoff = {
      source = "hashicorp/onoff"
    }
  }
}

# Known after apply, as the number of an assignment that picks one from the pool is.
resource "terraform_data" "picked" {
  input = "+33 (0)6 44 60 00 01"
}

locals {
  number = provider::onoff::parse_phone_number("06.44.60.00.01", "FR")
}

output "e164" {
  value = local.number.e164
}

output "national" {
  value = local.number.national
}

output "link" {
  value = provider::onoff::format_phone_number("0033 6 44 60 00 01", "rfc3966")
}

output "later" {
  value = provider::onoff::format_phone_number(terraform_data.picked.output, "e164")
}

output "no_type" {
  value = provider::onoff::parse_phone_number("+44 7700 900123", "").number_type == null
}
