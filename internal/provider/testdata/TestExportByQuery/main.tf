terraform {
  required_providers {
    onoff = {
      source = "onoff-community/onoff"
    }
  }
}
