package member_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// listed are the IDs of what was found, in order.
func listed(found []acctest.Listed) []string {
	var ids []string
	for _, one := range found {
		ids = append(ids, fmt.Sprint(one.Identity["id"]))
	}
	return ids
}

// The list has what a person knows a member by, what Terraform does, and what a block needs. The owner
// is a member like everybody else.
func TestList(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office()))
	found, diags := h.Protocol().List("onoff_member", acctest.Attrs{}, 10, true)
	acctest.OK(t, diags)
	if ids := listed(found); !slices.Equal(ids, []string{"mem-olga", "mem-anna", "mem-ben"}) {
		t.Fatalf("found %v", ids)
	}
	if found[2].DisplayName != "Ben Gros <Ben.Gros@example.com>" || found[0].Resource["role"] != "owner" {
		t.Errorf("found %v", found)
	}
	for name, want := range map[string]any{
		"id": "mem-anna", "first_name": "Anna", "last_name": "Petit", "email": "anna.petit@example.com",
		"role": "team_lead", "department_ids": []any{"dep-sales"},
	} {
		if got := found[1].Resource[name]; !sameAttr(got, want) {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	h.WantSent(1)
}

// List resource and data source have the same filters.
func TestListFilters(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office()))
	for _, test := range []struct {
		filter acctest.Attrs
		want   []string
	}{
		{acctest.Attrs{"role": "owner"}, []string{"mem-olga"}},
		{acctest.Attrs{"department_id": "dep-support"}, []string{"mem-ben"}},
		{acctest.Attrs{"department_id": "dep-nowhere"}, nil},
		{acctest.Attrs{"department_name": "sales"}, []string{"mem-anna", "mem-ben"}},
		{acctest.Attrs{"email_domain": "EXAMPLE.com", "has_numbers": false}, []string{"mem-ben", "mem-olga"}},
		{acctest.Attrs{"email_domain": "example.org"}, nil},
		{acctest.Attrs{"has_numbers": true}, []string{"mem-anna"}},
	} {
		found, diags := h.Protocol().List("onoff_member", test.filter, 10, false)
		acctest.OK(t, diags)
		if ids := listed(found); !slices.Equal(slices.Sorted(slices.Values(ids)), test.want) {
			t.Errorf("%v: %v", test.filter, ids)
		}
		shown, diags := h.Protocol().Data("onoff_members", test.filter)
		acctest.OK(t, diags)
		if all, ok := shown["members"].([]any); !ok || len(all) != len(test.want) {
			t.Errorf("%v: the data source shows %v", test.filter, shown["members"])
		}
	}
}

func TestListOfWhatCantBe(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office()))
	for name, test := range map[string]struct {
		filter acctest.Attrs
		want   string
	}{
		"role":            {acctest.Attrs{"role": "boss"}, "boss"},
		"email_domain":    {acctest.Attrs{"email_domain": "anna@example.com"}, "after the @"},
		"department_id":   {acctest.Attrs{"department_id": ""}, "at least 1"},
		"department_name": {acctest.Attrs{"department_name": "Sales", "department_id": "dep-sales"}, "department_id"},
	} {
		_, diags := h.Protocol().List("onoff_member", test.filter, 10, false)
		if !strings.HasPrefix(diags.Errors(), `AttributeName("`+name+`"): `) || !strings.Contains(diags.Errors(), test.want) {
			t.Errorf("%s: %q", name, diags.Errors())
		}
	}
	h.WantSent(0)
	_, diags := h.Protocol().List("onoff_member", acctest.Attrs{"department_name": "Kitchen"}, 10, false)
	if !strings.HasPrefix(diags.Errors(), `AttributeName("department_name"): There is no such department`) {
		t.Errorf("a department that isn't there: %q", diags.Errors())
	}
}

// What isn't asked for isn't read, and who wants all pays for pages and not for members.
func TestListReadsNoMoreThanItGives(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(simulator.Generate(250)), acctest.Service(func(o *simulator.Options) { o.NoEmptyPages = true }))
	for limit, pages := range map[int]int{7: 1, 100: 1, 101: 2, 1000: 3} {
		h.Forget()
		found, diags := h.Protocol().List("onoff_member", acctest.Attrs{}, limit, true)
		acctest.OK(t, diags)
		if len(found) != min(limit, 250) {
			t.Errorf("%d members for a limit of %d", len(found), limit)
		}
		h.WantSent(pages)
	}
}

// A list that breaks off is an error, and says which.
func TestListThatBreaksOff(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(simulator.Generate(250)))
	h.Fault(simulator.Fault{Route: "GET /api/v1/members", Skip: 1, Status: http.StatusUnauthorized})
	_, diags := h.Protocol().List("onoff_member", acctest.Attrs{}, 1000, false)
	if !strings.HasPrefix(diags.Errors(), "Can't list the members: ") || !strings.Contains(diags.Errors(), "doesn't accept the key") {
		t.Errorf("%q", diags.Errors())
	}
}

// Nobody can manage a member whose role they don't know. The others are exported all the same.
func TestListWithAnUnknownRole(t *testing.T) {
	t.Parallel()
	h := acctest.New(t)
	h.Fault(acctest.AnswersWith("GET /api/v1/members", http.StatusOK, `{"members":[`+
		`{"id":"mem-anna","firstName":"Anna","lastName":"Petit","email":"anna.petit@example.com","role":"ROLE_AUDITOR","departmentIdRefs":[],"numberIdRefs":[]},`+
		`{"id":"mem-ben","firstName":"Ben","lastName":"Gros","email":"ben.gros@example.com","role":"ROLE_USER","departmentIdRefs":[],"numberIdRefs":[]}]}`))
	found, diags := h.Protocol().List("onoff_member", acctest.Attrs{}, 10, true)
	acctest.OK(t, diags)
	if ids := listed(found); !slices.Equal(ids, []string{"mem-ben"}) {
		t.Errorf("exported %v", ids)
	}
	if !strings.Contains(diags.Warnings(), "anna.petit@example.com is left out") || !strings.Contains(diags.Warnings(), `"ROLE_AUDITOR"`) {
		t.Errorf("said is %q", diags.Warnings())
	}
	found, diags = h.Protocol().List("onoff_member", acctest.Attrs{}, 10, false)
	acctest.OK(t, diags)
	if ids := listed(found); len(ids) != 2 || diags.Warnings() != "" {
		t.Errorf("found %v, said %q", ids, diags.Warnings())
	}
}

// A key that is made by the same run can't be used yet.
func TestListWithoutAKey(t *testing.T) {
	t.Parallel()
	h := acctest.New(t)
	p, diags := h.ProtocolWith(acctest.Attrs{"api_key": acctest.Unknown})
	acctest.OK(t, diags)
	found, diags := p.List("onoff_member", acctest.Attrs{}, 10, false)
	if len(found) != 0 || !strings.HasPrefix(diags.Errors(), "The provider's api_key isn't known yet: ") {
		t.Errorf("%v, %q", found, diags.Errors())
	}
	h.WantSent(0)
}
