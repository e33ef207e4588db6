output "licenses" {
  description = "How many licences are billed."
  value       = onoff_license.this.quantity
}

output "directory" {
  description = "The numbers of each person, by e-mail, as they are read aloud."
  value = {
    for key, person in local.people : key => [
      for name, holder in local.numbers :
      provider::onoff::format_phone_number(onoff_number_assignment.this[name].phone_number, "national")
      if holder == key
    ]
  }
}
