removed {
  from = onoff_member.olga
  lifecycle {
    destroy = false
  }
}
