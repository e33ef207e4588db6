# Everybody. `terraform query -generate-config-out=members.tf` writes a block for each.
list "onoff_member" "everybody" {
  provider = onoff
  limit    = 10000
}

# The team leads in sales.
list "onoff_member" "sales_leads" {
  provider = onoff

  config {
    department_name = "Sales"
    role            = "team_lead"
  }
}

# Who can't use the app yet, for want of a number.
list "onoff_member" "without_number" {
  provider = onoff

  config {
    email_domain = "example.com"
    has_numbers  = false
  }
}
