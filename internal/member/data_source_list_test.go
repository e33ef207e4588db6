package member

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

func TestFilters(t *testing.T) {
	t.Parallel()
	anna := anna() // a user of d-1 and d-2 with a number
	odd := onoff.Member{ID: "m-2", Role: "ROLE_AUDITOR"}
	for name, test := range map[string]struct {
		filter        filter
		annas, oddity bool
	}{
		"none":               {filter{}, true, true},
		"role":               {filter{Role: types.StringValue(roleUser)}, true, false},
		"another role":       {filter{Role: types.StringValue(roleAdmin)}, false, false},
		"department":         {filter{DepartmentID: types.StringValue("d-2")}, true, false},
		"another department": {filter{DepartmentID: types.StringValue("d-3")}, false, false},
		"with numbers":       {filter{HasNumbers: types.BoolValue(true)}, true, false},
		"without numbers":    {filter{HasNumbers: types.BoolValue(false)}, false, true},
		"all of them":        {filter{Role: types.StringValue(roleUser), DepartmentID: types.StringValue("d-1"), HasNumbers: types.BoolValue(true)}, true, false},
		"one of them not":    {filter{Role: types.StringValue(roleUser), DepartmentID: types.StringValue("d-1"), HasNumbers: types.BoolValue(false)}, false, false},
		"domain":             {filter{EmailDomain: types.StringValue("EXAMPLE.com")}, true, false},
		"subdomain":          {filter{EmailDomain: types.StringValue("com")}, false, false},
	} {
		wanted, _ := test.filter.prepare(t.Context(), nil, nil)
		if got := wanted.wants(anna); got != test.annas {
			t.Errorf("%s: wants Anna: %v", name, got)
		}
		if got := wanted.wants(odd); got != test.oddity {
			t.Errorf("%s: wants the one with the unknown role: %v", name, got)
		}
	}
}

func TestOrderIgnoresLetterCase(t *testing.T) {
	t.Parallel()
	all := []onoff.Member{{ID: "3", Email: "Ben@example.com"}, {ID: "2", Email: "anna@example.com"}, {ID: "1", Email: "ANNA@example.com"}}
	slices.SortFunc(all, byEmail)
	if all[0].ID != "1" || all[1].ID != "2" || all[2].ID != "3" {
		t.Errorf("order: %+v", all)
	}
}
