removed {
  from = onoff_department.sales

  lifecycle {
    destroy = false
  }
}
