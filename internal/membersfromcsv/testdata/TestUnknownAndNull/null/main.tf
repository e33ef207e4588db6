terraform {
  required_providers {
    onoff = {
      source = "hashicorp/onoff"
    }
  }
}

output "names" {
  value = provider::onoff::members_from_csv(null)
}
