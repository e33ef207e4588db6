data "onoff_member" "anna" {
  email = "anna.petit@example.com"
}

data "onoff_members" "all" {}
