terraform {
  required_providers {
    onoff = {
      source = "onoff-community/onoff"
    }
  }
}

locals {
  # As somebody in France typed it.
  reception = provider::onoff::parse_phone_number("01.99.00.00.03", "FR")
}

output "reception" {
  value = local.reception.e164 # +33199000003
}

output "signature" {
  value = "${local.reception.international} (${local.reception.number_type}, ${local.reception.country_code})" # +33 1 99 00 00 03 (landline, FR)
}

# Whether a number is known to be in use is information. Where it should be a rule, make it one.
check "reception" {
  assert {
    condition     = local.reception.valid
    error_message = "${local.reception.international} may not be in use."
  }
}
