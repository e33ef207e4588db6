package provider_test

import (
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

const testedModule = "../../examples/testing/onboarding"

// The example of the guide on testing modules is tested as the guide says; that it prints what the
// guide shows is another test's business.
func TestModuleTests(t *testing.T) {
	t.Parallel()
	h := acctest.New(t)
	cli := h.CLI().Built().UseDir(testedModule)

	// Under mocks nothing is sent, and no key is needed.
	cli.Env = append(cli.Env, "ONOFF_API_KEY=")
	cli.Run("test", "-no-color", "-filter=tests/mocked.tftest.hcl").WantCode(0).Want("Success! 3 passed, 0 failed.")
	h.WantSent(0)

	cli.Env = nil
	before := h.Company()
	cli.Run("test", "-no-color").WantCode(0).Want("Success! 6 passed, 0 failed.")
	after := h.Company()
	if len(after.Members) != len(before.Members) || len(after.Departments)+len(after.Licenses) != 0 {
		t.Errorf("the test left behind %d members, %d departments and %d licences", len(after.Members)-len(before.Members), len(after.Departments), len(after.Licenses))
	}
	if len(after.Mails) != 2 {
		t.Errorf("%d mails were sent, want one to each of two members", len(after.Mails))
	}

	h.Forget()
	refused := cli.Run("test", "-no-color", "-test-directory=tests/refused").WantCode(1)
	// The two come by different streams, in no order that could be relied on.
	refused.Want("Too many numbers for one member")
	refused.Want("Failure! 0 passed, 1 failed.")
	if h.Writes() != 0 {
		t.Error("something was written")
	}
}

// What the guide says of the limits of mocks is so.
func TestWhatMocksProve(t *testing.T) {
	t.Parallel()
	h := acctest.New(t)
	cli := h.CLI().Built().Write("main.tf", `
terraform {
  required_providers {
    onoff = {
      source = "onoff-community/onoff"
    }
  }
}

variable "role" {
  default = null
}

resource "onoff_member" "anna" {
  first_name = "Anna"
  last_name  = "Petit"
  email      = "anna.petit@example.com"
  role       = var.role
}

resource "onoff_number_assignment" "anna" {
  count        = 6
  country_code = "FR"
  member_email = onoff_member.anna.email
}
`)
	cli.Write("mocked.tftest.hcl", `
mock_provider "onoff" {}

run "six_numbers_pass" {
  assert {
    condition     = length(onoff_number_assignment.anna) == 6
    error_message = "Not six."
  }
}

run "a_default_is_made_up" {
  assert {
    condition     = onoff_member.anna.role != "user"
    error_message = "The role is ${onoff_member.anna.role}."
  }
}
`)
	cli.Run("test", "-no-color").WantCode(0).Want("2 passed, 0 failed")
	cli.Write("mocked.tftest.hcl", `
mock_provider "onoff" {}

run "an_argument_is_checked" {
  variables {
    role = "boss"
  }
}
`)
	cli.Run("test", "-no-color").WantCode(1).Want(`"boss"`)
	h.WantSent(0)
}
