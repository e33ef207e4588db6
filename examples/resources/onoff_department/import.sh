# By name.
terraform import onoff_department.sales Sales

# By ID.
terraform import onoff_department.sales dep_000001
