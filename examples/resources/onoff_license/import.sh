# By name.
terraform import onoff_license.staff Staff

# By ID.
terraform import onoff_license.staff lic_000001
