data "onoff_numbers" "free_in_france" {
  status       = "available"
  country_code = "FR"
  type         = "mobile"
}

output "free_in_france" {
  value = length(data.onoff_numbers.free_in_france.numbers)
}
