variable "department" {
  description = "Name of the new department."
  type        = string
}

variable "roster" {
  description = "Who joins, as CSV with the columns first_name, last_name, email and, if wanted, role."
  type        = string
}

variable "country_code" {
  description = "From which country the numbers are."
  type        = string
  default     = "FR"
}

variable "numbers_each" {
  description = "How many numbers each person gets."
  type        = number
  default     = 1
}

variable "spare_licenses" {
  description = "How many licences to have beyond those in use. Each is billed."
  type        = number
  default     = 0

  validation {
    condition     = var.spare_licenses >= 0 && var.spare_licenses <= 5
    error_message = "More than five spare licences is money for nothing."
  }
}
