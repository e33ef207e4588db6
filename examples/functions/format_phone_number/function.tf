terraform {
  required_providers {
    onoff = {
      source = "onoff-community/onoff"
    }
  }
}

locals {
  # However each was typed, the key is the same, so that nothing is planned when somebody tidies the list.
  numbers = { for number in ["+33 1 99 00 00 03", "0033 1 99 00 00 04"] : provider::onoff::format_phone_number(number, "e164") => number }
}

output "keys" {
  value = keys(local.numbers) # +33199000003, +33199000004
}

output "link" {
  value = provider::onoff::format_phone_number("01 99 00 00 03", "rfc3966", "FR") # tel:+33-1-99-00-00-03
}
