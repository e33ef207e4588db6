# A member may have five numbers. The provider refuses the plan, and no test can expect that: this one
# has to fail, and the script that runs it has to look why.

variables {
  department   = "Sales"
  roster       = "First name,Last name,E-mail\nAnna,Petit,anna.petit@example.com\n"
  numbers_each = 6
}

run "a_sixth_number" {
  command = plan
}
