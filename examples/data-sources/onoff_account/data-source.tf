data "onoff_account" "this" {}

output "numbers_per_member" {
  value = data.onoff_account.this.max_numbers_per_member
}
