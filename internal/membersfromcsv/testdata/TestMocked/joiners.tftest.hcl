mock_provider "onoff" {}

variables {
  list = "First name;Last name;E-Mail\nLéa;Dubois;Lea@x.example\n"
}

run "plan" {
  command = plan

  assert {
    condition     = onoff_member.joiner["lea@x.example"].role == "user"
    error_message = "The joiner isn't planned as a user."
  }
}

run "apply" {
  assert {
    condition     = output.reception == "+33 1 99 00 00 03"
    error_message = "The number isn't written as it is abroad."
  }
}
