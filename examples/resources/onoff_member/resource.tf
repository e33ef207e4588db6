resource "onoff_department" "sales" {
  name = "Sales"
}

resource "onoff_member" "anna" {
  first_name     = "Anna"
  last_name      = "Petit"
  email          = "anna.petit@example.com"
  role           = "team_lead"
  department_ids = [onoff_department.sales.id]

  # Lets Anna's numbers move to a colleague before she is deleted, when her block is removed.
  lifecycle {
    create_before_destroy = true
  }
}
