terraform {
  required_providers {
    onoff = {
      source = "hashicorp/onoff"
    }
  }
}

resource "terraform_data" "list" {
  input = "first_name,last_name,email\nLéa,Dubois,lea@x.example\n"
}

output "names" {
  value = join(",", values(provider::onoff::members_from_csv(terraform_data.list.output))[*].last_name)
}
