# All blocks of licences, with how many licences each has.
list "onoff_license" "all" {
  provider         = onoff
  include_resource = true
}

# Those that renew once a year.
list "onoff_license" "yearly" {
  provider = onoff

  config {
    billing_period = "yearly"
  }
}
