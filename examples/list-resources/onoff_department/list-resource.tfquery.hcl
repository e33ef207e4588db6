# All departments. `terraform query -generate-config-out=departments.tf` writes a block for each.
list "onoff_department" "all" {
  provider = onoff
  limit    = 1000
}

# Those of one site.
list "onoff_department" "lyon" {
  provider = onoff

  config {
    name_prefix = "Lyon"
  }
}
