package numberassignment

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/e164"
	"github.com/onoff-community/terraform-provider-onoff/internal/email"
)

// row is a model as a line of a table: "" is null and "?" unknown.
type row struct {
	id, phone, country, kind, email, member, department, license string
}

func (r row) model() model {
	return model{
		ID: text(r.id), PhoneNumber: e164.Value{StringValue: text(r.phone)},
		CountryCode: text(r.country), NumberType: text(r.kind),
		MemberEmail: email.Value{StringValue: text(r.email)}, MemberID: text(r.member), DepartmentID: text(r.department),
		LicenseID:         text(r.license),
		HistoryOnReassign: types.StringValue(historyKeep), OnDestroy: types.StringValue(destroyUnassign),
	}
}

func text(s string) types.String {
	switch s {
	case "":
		return types.StringNull()
	case "?":
		return types.StringUnknown()
	}
	return types.StringValue(s)
}

func rowOf(m model) row {
	cell := func(s types.String) string {
		if s.IsUnknown() {
			return "?"
		}
		return s.ValueString()
	}
	return row{
		cell(m.ID), cell(m.PhoneNumber.StringValue), cell(m.CountryCode), cell(m.NumberType),
		cell(m.MemberEmail.StringValue), cell(m.MemberID), cell(m.DepartmentID), cell(m.LicenseID),
	}
}

// cells are the values in the order of the attributes; the ID is first.
func (r row) cells() []string {
	return []string{r.id, r.phone, r.country, r.kind, r.email, r.member, r.department, r.license}
}

func TestProposal(t *testing.T) {
	t.Parallel()
	const phone = "+33199000001"
	annas := row{id: "n1", phone: phone, country: "FR", kind: "landline", email: "anna@example.com", member: "m1", license: "l1"}
	supports := row{id: "n1", phone: phone, country: "FR", kind: "landline", department: "d1", license: "l1"}
	unlicensed := annas
	unlicensed.license = ""
	untyped := annas
	untyped.kind = ""

	for _, test := range []struct {
		name    string
		config  row
		prior   *row
		want    row
		replace []string
	}{
		{
			name: "new, by number and e-mail", config: row{phone: phone, email: "anna@example.com"},
			want: row{id: "?", phone: phone, country: "?", kind: "?", email: "anna@example.com", member: "?", license: "?"},
		},
		{
			name: "new, picked for a member ID", config: row{country: "FR", member: "m1"},
			want: row{id: "?", phone: "?", country: "FR", kind: "?", email: "?", member: "m1", license: "?"},
		},
		{
			name: "new, picked by type for a department", config: row{country: "FR", kind: "mobile", department: "d1", license: "l1"},
			want: row{id: "?", phone: "?", country: "FR", kind: "mobile", department: "d1", license: "l1"},
		},
		{
			name: "new, for a member that the same plan creates", config: row{phone: phone, member: "?"},
			want: row{id: "?", phone: phone, country: "?", kind: "?", email: "?", member: "?", license: "?"},
		},
		{
			name: "new, with a holder that isn't decided yet", config: row{phone: phone, member: "?", department: "?"},
			want: row{id: "?", phone: phone, country: "?", kind: "?", email: "?", member: "?", department: "?", license: "?"},
		},
		{
			name: "new, for a department, the member being left open", config: row{phone: phone, member: "?", department: "d1"},
			want: row{id: "?", phone: phone, country: "?", kind: "?", member: "?", department: "d1", license: "?"},
		},

		{name: "nothing changed, by e-mail", config: row{phone: phone, email: "anna@example.com"}, prior: &annas, want: annas},
		{name: "nothing changed, by ID", config: row{phone: phone, member: "m1"}, prior: &annas, want: annas},
		{name: "nothing changed, a department", config: row{phone: phone, department: "d1"}, prior: &supports, want: supports},
		{name: "other spaces and letter case", config: row{phone: "+33 1 99 00 00 01", email: "Anna@Example.com"}, prior: &annas, want: annas},

		{
			name: "another e-mail, maybe the same member's", config: row{phone: phone, email: "bob@example.com"}, prior: &annas,
			want: row{id: "n1", phone: phone, country: "FR", kind: "landline", email: "bob@example.com", member: "?", license: "l1"},
		},
		{
			name: "another member ID", config: row{phone: phone, member: "m2"}, prior: &annas,
			want: row{id: "n1", phone: phone, country: "FR", kind: "landline", email: "?", member: "m2", license: "l1"},
		},
		{
			name: "a member that the same plan creates", config: row{phone: phone, member: "?"}, prior: &annas,
			want: row{id: "n1", phone: phone, country: "FR", kind: "landline", email: "?", member: "?", license: "l1"},
		},
		{
			name: "an e-mail that isn't known yet", config: row{phone: phone, email: "?"}, prior: &annas,
			want: row{id: "n1", phone: phone, country: "FR", kind: "landline", email: "?", member: "?", license: "l1"},
		},
		{
			name: "the same e-mail, another holder being left open", config: row{phone: phone, email: "anna@example.com", department: "?"}, prior: &annas,
			want: row{id: "n1", phone: phone, country: "FR", kind: "landline", email: "anna@example.com", member: "m1", department: "?", license: "l1"},
		},
		{
			name: "from a member to a department", config: row{phone: phone, department: "d1"}, prior: &annas,
			want: supports,
		},
		{
			name: "from a department to a member", config: row{phone: phone, email: "anna@example.com"}, prior: &supports,
			want: row{id: "n1", phone: phone, country: "FR", kind: "landline", email: "anna@example.com", member: "?", license: "l1"},
		},
		{
			name: "from a department to one that isn't known yet", config: row{phone: phone, department: "?"}, prior: &supports,
			want: row{id: "n1", phone: phone, country: "FR", kind: "landline", department: "?", license: "l1"},
		},

		{name: "from the number to its country", config: row{country: "FR", email: "anna@example.com"}, prior: &annas, want: annas},
		{name: "from the number to its country and type", config: row{country: "FR", kind: "landline", member: "m1"}, prior: &annas, want: annas},
		{
			name: "another country", config: row{country: "BE", email: "anna@example.com"}, prior: &annas, replace: []string{"country_code"},
			want: row{id: "?", phone: "?", country: "BE", kind: "?", email: "anna@example.com", member: "?", license: "?"},
		},
		{
			name: "another type", config: row{country: "FR", kind: "mobile", email: "anna@example.com"}, prior: &annas, replace: []string{"number_type"},
			want: row{id: "?", phone: "?", country: "FR", kind: "mobile", email: "anna@example.com", member: "?", license: "?"},
		},
		{
			name: "another country and type", config: row{country: "BE", kind: "mobile", member: "m1"}, prior: &annas, replace: []string{"country_code", "number_type"},
			want: row{id: "?", phone: "?", country: "BE", kind: "mobile", email: "?", member: "m1", license: "?"},
		},
		{
			name: "another number", config: row{phone: "+33199000002", email: "anna@example.com", license: "l1"}, prior: &annas, replace: []string{"phone_number"},
			want: row{id: "?", phone: "+33199000002", country: "?", kind: "?", email: "anna@example.com", member: "?", license: "l1"},
		},
		{
			name: "a number that isn't known yet", config: row{phone: "?", email: "anna@example.com"}, prior: &annas,
			want: row{id: "n1", phone: "?", country: "FR", kind: "landline", email: "anna@example.com", member: "m1", license: "l1"},
		},
		{
			name: "a country that isn't known yet", config: row{country: "?", email: "anna@example.com"}, prior: &annas,
			want: row{id: "n1", phone: phone, country: "?", kind: "landline", email: "anna@example.com", member: "m1", license: "l1"},
		},
		{
			name: "a type that the endpoint doesn't tell", config: row{country: "FR", kind: "mobile", email: "anna@example.com"}, prior: &untyped,
			want: row{id: "n1", phone: phone, country: "FR", kind: "mobile", email: "anna@example.com", member: "m1", license: "l1"},
		},

		{
			name: "another licence", config: row{phone: phone, member: "m1", license: "l2"}, prior: &annas,
			want: row{id: "n1", phone: phone, country: "FR", kind: "landline", email: "anna@example.com", member: "m1", license: "l2"},
		},
		{
			name: "a licence that isn't bought yet", config: row{phone: phone, member: "m1", license: "?"}, prior: &annas,
			want: row{id: "n1", phone: phone, country: "FR", kind: "landline", email: "anna@example.com", member: "m1", license: "?"},
		},
		{name: "the licence no longer written", config: row{phone: phone, member: "m1"}, prior: &annas, want: annas},
		{name: "no licence told, same holder", config: row{phone: phone, member: "m1"}, prior: &unlicensed, want: unlicensed},
		{
			name: "no licence told, another holder", config: row{phone: phone, department: "d1"}, prior: &unlicensed,
			want: row{id: "n1", phone: phone, country: "FR", kind: "landline", department: "d1", license: "?"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var prior *model
			if test.prior != nil {
				prior = new(test.prior.model())
			}
			got, replace := propose(test.config.model(), prior)
			if rowOf(got) != test.want {
				t.Errorf("planned\n%+v, want\n%+v", rowOf(got), test.want)
			}
			var paths []string
			for _, p := range replace {
				paths = append(paths, p.String())
			}
			if !slices.Equal(paths, test.replace) {
				t.Errorf("replaced because of %v, want %v", paths, test.replace)
			}
		})
	}
}

func TestChange(t *testing.T) {
	t.Parallel()
	state := row{id: "n1", phone: "+33 1 99 00 00 01", country: "FR", email: "anna@example.com", member: "m1", license: "l1"}
	anna, bob, support := directory.Holder{MemberID: "m1"}, directory.Holder{MemberID: "m2"}, directory.Holder{DepartmentID: "d1"}
	request := func(r directory.AssignRequest) *directory.AssignRequest {
		r.Phone, r.From = "+33199000001", anna
		return &r
	}
	for _, test := range []struct {
		name string
		plan row
		to   directory.Holder
		want *directory.AssignRequest // nil: none
	}{
		{"a member's new e-mail", row{email: "anna.petit@example.com", member: "?", license: "l1"}, anna, nil},
		{"a licence that turns out the same", row{member: "m1", license: "l1"}, anna, nil},
		{"a licence that was never told", row{member: "m1", license: "?"}, anna, nil},
		{"a member", row{email: "bob@example.com", member: "?", license: "l1"}, bob, request(directory.AssignRequest{Holder: bob, History: "keep"})},
		{"a department", row{department: "d1", license: "l1"}, support, request(directory.AssignRequest{Holder: support, History: "keep"})},
		{"a licence", row{member: "m1", license: "l2"}, anna, request(directory.AssignRequest{Holder: anna, LicenseID: "l2"})},
		{"a member and a licence", row{member: "m2", license: "l2"}, bob, request(directory.AssignRequest{Holder: bob, LicenseID: "l2", History: "keep"})},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, needed := change(state.model(), test.plan.model(), test.to)
			if needed != (test.want != nil) {
				t.Fatalf("a request needed: %v", needed)
			}
			if needed && got != *test.want {
				t.Errorf("got\n%+v, want\n%+v", got, *test.want)
			}
		})
	}
}
