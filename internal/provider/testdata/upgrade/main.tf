# Every resource with every optional attribute set, and again with none of them; what was created, and
# what was imported. The tests say what is missing here.

terraform {
  required_providers {
    onoff = {
      source = "onoff-community/onoff"
    }
  }
}

resource "onoff_department" "sales" {
  name = "Sales"
}

resource "onoff_department" "imported" {
  name = "Porcelaine"
}

resource "onoff_member" "all_set" {
  first_name     = "Anna"
  last_name      = "Petit-Durand"
  email          = "Anna.Petit@Example.com"
  role           = "team_lead"
  department_ids = [onoff_department.sales.id, onoff_department.imported.id]
}

resource "onoff_member" "least" {
  first_name = "Ben"
  last_name  = "Grosjean"
  email      = "ben.grosjean@example.com"
}

resource "onoff_member" "admin" {
  first_name = "Chloé"
  last_name  = "O'Hara"
  email      = "chloe@example.com"
  role       = "admin"
}

resource "onoff_member" "many" {
  for_each       = toset(["dora", "émile"])
  first_name     = title(each.key)
  last_name      = "Vigne"
  email          = "${replace(each.key, "é", "e")}@example.com"
  department_ids = []
}

resource "onoff_member" "imported" {
  first_name     = "Ines"
  last_name      = "Fort"
  email          = "ines.fort@example.com"
  role           = "team_lead"
  department_ids = [onoff_department.imported.id]
}

resource "onoff_member" "owner" {
  first_name = "Olga"
  last_name  = "Martin"
  email      = "olga.martin@example.com"
  role       = "owner"
}

resource "onoff_license" "all_set" {
  name           = "Staff 2026"
  plan           = "advanced"
  billing_period = "yearly"
  quantity       = 4
}

resource "onoff_license" "least" {
  name     = "Spare"
  plan     = "connect"
  quantity = 3
}

resource "onoff_license" "imported" {
  name           = "Stock"
  plan           = "connect"
  billing_period = "yearly"
  quantity       = 3
}

resource "onoff_number_assignment" "all_set" {
  phone_number        = "+33 1 99 00 00 02"
  member_email        = onoff_member.all_set.email
  license_id          = onoff_license.all_set.id
  history_on_reassign = "delete"
  on_destroy          = "delete_number"
  timeouts = {
    create = "20m"
    update = "1h"
    delete = "90s"
  }
}

resource "onoff_number_assignment" "least" {
  phone_number = "+33199000003"
  member_id    = onoff_member.least.id
  depends_on   = [onoff_license.least]
}

resource "onoff_number_assignment" "department" {
  phone_number  = "+33199000004"
  department_id = onoff_department.sales.id
  timeouts = {
    create = "20m"
  }
  depends_on = [onoff_license.least]
}

resource "onoff_number_assignment" "any_of_a_country" {
  country_code = "BE"
  member_email = lower(onoff_member.all_set.email)
  depends_on   = [onoff_license.least]
}

resource "onoff_number_assignment" "picked" {
  country_code = "FR"
  number_type  = "mobile"
  member_email = onoff_member.admin.email
  license_id   = onoff_license.all_set.id
}

resource "onoff_number_assignment" "imported" {
  phone_number = "+33199000001"
  member_email = "ines.fort@example.com"
}
