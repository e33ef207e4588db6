data "onoff_member" "by_email" {
  email = "ANNA.petit@example.com"
}

data "onoff_member" "by_id" {
  id = "mem-olga"
}

data "onoff_members" "all" {}

data "onoff_members" "admins" {
  role = "admin"
}

data "onoff_members" "sales" {
  department_id = "dep-sales"
}

data "onoff_members" "without_a_number" {
  has_numbers = false
}

data "onoff_members" "sales_with_a_number" {
  department_id = "dep-sales"
  role          = "user"
  has_numbers   = true
}
