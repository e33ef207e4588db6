list "onoff_department" "department" {
  provider = onoff
  limit    = 1000
}
list "onoff_license" "license" {
  provider = onoff
  limit    = 1000
}
list "onoff_member" "member" {
  provider = onoff
  limit    = 1000
}
list "onoff_number_assignment" "number" {
  provider = onoff
  limit    = 1000
}
