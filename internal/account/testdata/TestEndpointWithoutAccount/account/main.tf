data "onoff_account" "this" {}
