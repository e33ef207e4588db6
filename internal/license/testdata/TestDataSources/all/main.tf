data "onoff_license" "by_name" {
  name = "STAFF"
}

data "onoff_license" "by_id" {
  id = "lic-agents"
}

data "onoff_licenses" "all" {}

data "onoff_licenses" "max" {
  plan = "max"
}

data "onoff_licenses" "connect" {
  plan = "connect"
}
