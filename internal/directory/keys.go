package directory

import (
	"slices"
	"strings"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

func idKey(id string) key { return key{byID, id} }

func emailKey(email string) key { return key{byEmail, strings.ToLower(email)} }

func nameKey(name string) key { return key{byName, strings.ToLower(name)} }

func memberKeys(m onoff.Member) []key {
	return append(heldKeys(m.NumberIDs), emailKey(m.Email))
}

func departmentKeys(d onoff.Department) []key {
	return append(heldKeys(d.NumberIDs), nameKey(d.Name))
}

func heldKeys(numberIDs []string) []key {
	keys := make([]key, 0, len(numberIDs)+1)
	for _, id := range numberIDs {
		keys = append(keys, key{byHeld, id})
	}
	return keys
}

func cloneMember(m onoff.Member) onoff.Member {
	m.DepartmentIDs = slices.Clone(m.DepartmentIDs)
	m.NumberIDs = slices.Clone(m.NumberIDs)
	return m
}

func cloneDepartment(d onoff.Department) onoff.Department {
	d.NumberIDs = slices.Clone(d.NumberIDs)
	return d
}

// plain is a phone number without what people put between its digits.
func plain(phone string) string {
	return strings.Map(func(r rune) rune {
		if r == '+' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, phone)
}
