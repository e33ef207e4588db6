variable "team" {
  default = {
    anna = "Petit"
    ben  = "Gros"
  }
}

resource "onoff_member" "team" {
  for_each   = var.team
  first_name = title(each.key)
  last_name  = each.value
  email      = "${each.key}@example.com"
}

action "onoff_send_invitation" "team" {
  for_each = var.team

  config {
    member_id = onoff_member.team[each.key].id
  }
}
