# By phone number, with or without spaces.
terraform import onoff_number_assignment.anna_landline "+33 1 99 00 00 01"
