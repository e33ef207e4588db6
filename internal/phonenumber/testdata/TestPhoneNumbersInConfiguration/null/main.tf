terraform {
  required_providers {
    onoff = {
      source = "hashicorp/onoff"
    }
  }
}

output "number" {
  value = provider::onoff::parse_phone_number(null)
}
