terraform {
  required_providers {
    onoff = {
      source = "onoff-community/onoff"
    }
  }
}

variable "key" {
  type      = string
  sensitive = true
}

provider "onoff" {
  alias   = "reader"
  api_key = var.key
}

resource "onoff_department" "sales" {
  name = "Sales"
}

resource "onoff_department" "refused" {
  provider = onoff.reader
  name     = "Refused"
}
