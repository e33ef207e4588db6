# Every number that somebody has. `terraform query -generate-config-out=numbers.tf` writes a block for each.
list "onoff_number_assignment" "all" {
  provider = onoff
  limit    = 10000
}

# The French landlines.
list "onoff_number_assignment" "french_landlines" {
  provider = onoff

  config {
    country_code = "FR"
    number_type  = "landline"
  }
}

# What one person has.
list "onoff_number_assignment" "annas" {
  provider = onoff

  config {
    member_email = "anna.petit@example.com"
  }
}
