# What the module makes of its variables. Nothing is running: the provider is a mock, which makes up
# what a service would answer.

mock_provider "onoff" {
  # A made-up phone number has to be one, since the module formats it.
  mock_resource "onoff_number_assignment" {
    defaults = {
      phone_number = "+33639980001"
    }
  }
}

variables {
  department = "Sales"
  roster     = <<-CSV
    First name;Last name;E-mail;Role
    Anna;Petit;Anna.Petit@example.com;admin
    Ben;Roy;ben.roy@example.com;
  CSV
}

run "one_number_each" {
  assert {
    condition     = toset(keys(onoff_member.this)) == toset(["anna.petit@example.com", "ben.roy@example.com"])
    error_message = "Not everybody on the list becomes a member."
  }
  assert {
    condition     = onoff_member.this["anna.petit@example.com"].role == "admin" && onoff_member.this["ben.roy@example.com"].role == "user"
    error_message = "The roles aren't those of the list."
  }
  assert {
    condition     = output.licenses == 2
    error_message = "Two numbers take two licences, and not ${output.licenses}."
  }
  assert {
    condition     = output.directory["ben.roy@example.com"] == ["06 39 98 00 01"]
    error_message = "The directory isn't readable: ${jsonencode(output.directory)}"
  }
}

run "spare_licenses_are_counted" {
  command = plan
  variables {
    numbers_each   = 2
    spare_licenses = 3
  }
  assert {
    condition     = output.licenses == 7
    error_message = "2 × 2 numbers and 3 spare ones take 7 licences, and not ${output.licenses}."
  }
}

run "too_many_spare_licenses" {
  command = plan
  variables {
    spare_licenses = 6
  }
  expect_failures = [var.spare_licenses]
}
