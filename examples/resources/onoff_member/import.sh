# By e-mail.
terraform import onoff_member.anna anna.petit@example.com

# By ID.
terraform import onoff_member.anna mem_000001
