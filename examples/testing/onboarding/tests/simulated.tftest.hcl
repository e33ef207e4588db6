# What the service makes of the module: it runs against the simulator, which ONOFF_BASE_URL names.

variables {
  department = "Sales"
  roster     = <<-CSV
    First name;Last name;E-mail;Role
    Anna;Petit;Anna.Petit@example.com;admin
    Ben;Roy;ben.roy@example.com;
  CSV
}

run "onboarding" {
  assert {
    condition     = alltrue([for numbers in output.directory : length(numbers) == 1 && startswith(numbers[0], "0")])
    error_message = "Not everybody has a French number: ${jsonencode(output.directory)}"
  }
  assert {
    condition     = length(distinct(flatten(values(output.directory)))) == 2
    error_message = "Two people share a number: ${jsonencode(output.directory)}"
  }
}

run "a_second_number" {
  variables {
    numbers_each = 2
  }
  assert {
    condition     = length(distinct(flatten(values(output.directory)))) == 4 && output.licenses == 4
    error_message = "Not two numbers each, with a licence for each: ${jsonencode(output.directory)}"
  }
}

run "back_to_one" {
  assert {
    condition     = alltrue([for numbers in output.directory : length(numbers) == 1]) && output.licenses == 2
    error_message = "Not one number each any more: ${jsonencode(output.directory)}"
  }
}
