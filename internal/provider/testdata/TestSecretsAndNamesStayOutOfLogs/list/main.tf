terraform {
  required_providers {
    onoff = {
      source = "onoff-community/onoff"
    }
  }
}

output "read" {
  value = provider::onoff::members_from_csv("first_name,last_name,email,phone\nAnnabelle,Petitpas,annabelle.petitpas@example.com,+33 1 99 00 00 21\n")
}

output "called" {
  value = provider::onoff::parse_phone_number("01 99 00 00 21", "FR")
}

output "refused" {
  value = provider::onoff::members_from_csv("first_name,last_name,email\nNobody,Inventee,nobody.inventee\n")
}

output "misdialled" {
  value = provider::onoff::format_phone_number("01 99 00 00 21", "national")
}
