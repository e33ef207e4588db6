package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// source is the address under which the configurations ask for the provider.
const source = "registry.terraform.io/onoff-community/onoff"

// object is JSON.
type object = map[string]any

// person is a member with a number, as configured.
type person struct {
	FirstName   string   `json:"first_name"`
	LastName    string   `json:"last_name"`
	Email       string   `json:"email"`
	Role        string   `json:"role"`
	Departments []string `json:"department_ids"`
	Phone       string   `json:"phone_number"`
}

// organisation is so many people, each with a number. The first is the owner.
type organisation []person

func newOrganisation(members int) organisation {
	people := make(organisation, members)
	for i := range people {
		people[i] = person{
			FirstName: "Member", LastName: fmt.Sprint("No", i+1), Email: fmt.Sprintf("member%d@example.com", i+1), Role: "user",
			Departments: []string{fmt.Sprint("department-", i%10+1)}, Phone: fmt.Sprintf("+336%08d", 39980000+i),
		}
	}
	people[0].Role = "owner"
	return people
}

// company is what the simulator is told.
func (o organisation) company() object {
	departments, members, numbers := []object{}, []object{}, []object{}
	for i := range 10 {
		departments = append(departments, object{"id": fmt.Sprint("department-", i+1), "name": fmt.Sprint("Department ", i+1)})
	}
	for i, p := range o {
		members = append(members, object{
			"id": memberID(i), "firstName": p.FirstName, "lastName": p.LastName, "email": p.Email,
			"role": map[string]string{"owner": "ROLE_OWNER", "user": "ROLE_USER"}[p.Role], "departmentIdRefs": p.Departments,
		})
		numbers = append(numbers, object{
			"id": numberID(i), "phoneNumber": p.Phone, "countryCode": "FR", "type": "mobile",
			"memberIdRef": memberID(i), "licenseIdRef": "license-1",
		})
	}
	return object{
		"account":     object{"name": "Bench", "plan": "connect", "maxNumbersPerMember": 5},
		"departments": departments, "members": members, "numbers": numbers,
		"licenses": []object{{"id": "license-1", "name": "All", "plan": "connect", "billingPeriod": "monthly", "quantity": len(o)}},
	}
}

func memberID(i int) string { return fmt.Sprint("member-", i+1) }
func numberID(i int) string { return fmt.Sprint("number-", i+1) }

// block is a resource: what is configured of it, and what is in state.
type block struct {
	typeName, key           string
	config, state, identity object
}

func (o organisation) blocks() (members, numbers []block) {
	for i, p := range o {
		config := object{"first_name": p.FirstName, "last_name": p.LastName, "email": p.Email, "role": p.Role, "department_ids": p.Departments}
		members = append(members, block{
			"onoff_member", strconv.Itoa(i + 1), config, with(config, object{"id": memberID(i)}), object{"id": memberID(i)},
		})
		config = object{"phone_number": p.Phone, "member_email": p.Email}
		numbers = append(numbers, block{
			"onoff_number_assignment", strconv.Itoa(i + 1), config, with(config, object{
				"id": numberID(i), "country_code": "FR", "number_type": "mobile", "member_id": memberID(i), "department_id": nil,
				"license_id": "license-1", "history_on_reassign": "keep", "on_destroy": "unassign", "timeouts": nil,
			}), object{"phone_number": p.Phone},
		})
	}
	return members, numbers
}

func with(a, b object) object {
	both := object{}
	for _, from := range []object{a, b} {
		maps.Copy(both, from)
	}
	return both
}

// team is how many people one for_each goes through. The CLI evaluates a for_each once more for each
// of its instances, so that a single one over everybody would cost it the square of their number.
const team = 100

// teamOf is the team of a person.
func teamOf(i int) string { return fmt.Sprint("team", i/team+1) }

const header = `terraform {
  required_providers {
    onoff = {
      source = "` + source + `"
    }
  }
}
`

// teamConfiguration names nobody's block in another's, so that numbers and members are read in
// whatever order they come: an expression that picks one of many blocks would cost the CLI more than
// what is measured here.
const teamConfiguration = `
locals {
  TEAM = jsondecode(file("${path.module}/TEAM.json"))
}

resource "onoff_member" "TEAM" {
  for_each       = local.TEAM
  first_name     = each.value.first_name
  last_name      = each.value.last_name
  email          = each.value.email
  role           = each.value.role
  department_ids = each.value.department_ids
}
`

const teamAssignments = `
resource "onoff_number_assignment" "TEAM" {
  for_each     = local.TEAM
  phone_number = each.value.phone_number
  member_email = each.value.email
}
`

// folder writes a configuration of these people. With numbers, there is also the state that an
// import would have left.
func (o organisation) folder(dir string, numbers bool) error {
	teams := map[string]map[string]person{}
	for i, p := range o {
		if teams[teamOf(i)] == nil {
			teams[teamOf(i)] = map[string]person{}
		}
		teams[teamOf(i)][strconv.Itoa(i+1)] = p
	}
	var config strings.Builder
	config.WriteString(header)
	for _, name := range slices.Sorted(maps.Keys(teams)) {
		if err := writeJSON(filepath.Join(dir, name+".json"), teams[name]); err != nil {
			return err
		}
		text := teamConfiguration
		if numbers {
			text += teamAssignments
		}
		config.WriteString(strings.ReplaceAll(text, "TEAM", name))
	}
	if numbers {
		if err := writeJSON(filepath.Join(dir, "terraform.tfstate"), o.state()); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, "main.tf"), []byte(config.String()), 0o600)
}

func (o organisation) state() object {
	var resources []object
	members, numbers := o.blocks()
	for _, all := range [][]block{members, numbers} {
		var instances []object
		for i, b := range all {
			instances = append(instances, object{
				"index_key": b.key, "schema_version": 0, "attributes": b.state, "sensitive_attributes": []any{},
				"identity_schema_version": 0, "identity": b.identity,
			})
			if (i+1)%team == 0 || i+1 == len(all) {
				resources = append(resources, object{
					"mode": "managed", "type": b.typeName, "name": teamOf(i), "provider": `provider["` + source + `"]`, "instances": instances,
				})
				instances = nil
			}
		}
	}
	return object{
		"version": 4, "terraform_version": "1.8.0", "serial": 1, "lineage": "b13a7d5c-0000-4000-8000-000000000000",
		"outputs": object{}, "resources": resources,
	}
}

func writeJSON(file string, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o600)
}
