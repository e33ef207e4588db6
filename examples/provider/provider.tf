terraform {
  required_providers {
    onoff = {
      source = "onoff-community/onoff"
    }
  }
}

# The key is read from the environment variable ONOFF_API_KEY.
provider "onoff" {
  # An assignment is refused rather than allowed to buy a licence. This is the default.
  allow_license_purchase = false
}
