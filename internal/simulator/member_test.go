package simulator_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

func TestAMemberIsCreatedReadChangedAndDeleted(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	sales, support := s.department("Sales"), s.department("Support")

	body := person("Ada@Example.com")
	body["departmentIdRefs"] = []string{support, sales}
	created := into[memberRow](s.send("POST", "/members", body).is(201))
	if created.Email != "Ada@Example.com" || created.Role != "ROLE_USER" || created.FirstName != "Ada" || created.LastName != "Byron" ||
		!slices.Equal(created.DepartmentIdRefs, []string{support, sales}) || len(created.NumberIdRefs) != 0 {
		t.Errorf("created %+v", created)
	}

	changed := into[memberRow](s.send("PATCH", "/members/"+created.ID, fields{
		"firstName": "Augusta", "lastName": "King", "email": "king@example.com", "role": "ROLE_TEAM_LEAD", "departmentIdRefs": []string{sales},
	}).is(200))
	want := memberRow{created.ID, "Augusta", "King", "king@example.com", "ROLE_TEAM_LEAD", []string{sales}, []string{}}
	if got := s.getMember(created.ID); !equalMembers(changed, want) || !equalMembers(got, want) {
		t.Errorf("answered %+v, stored %+v, want %+v", changed, got, want)
	}

	// What isn't mentioned stays, and an empty list isn't an absent one.
	want.DepartmentIdRefs = nil
	if got := into[memberRow](s.send("PATCH", "/members/"+created.ID, fields{"departmentIdRefs": []string{}}).is(200)); !equalMembers(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}

	s.send("DELETE", "/members/"+created.ID, nil).is(204)
	s.send("DELETE", "/members/"+created.ID, nil).no(404, "member.notFound")
	s.send("GET", "/members/"+created.ID, nil).no(404, "member.notFound")
	s.send("PATCH", "/members/"+created.ID, fields{"lastName": "x"}).no(404, "member.notFound")
}

func equalMembers(a, b memberRow) bool {
	same := slices.Equal(a.DepartmentIdRefs, b.DepartmentIdRefs) && slices.Equal(a.NumberIdRefs, b.NumberIdRefs)
	return same && a.ID == b.ID && a.FirstName == b.FirstName && a.LastName == b.LastName && a.Email == b.Email && a.Role == b.Role
}

func TestEmailsAreUniqueWhateverTheirCase(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	ada := s.member("ada@example.com")
	bob := s.member("bob@example.com")
	s.send("POST", "/members", person("ADA@Example.COM")).no(409, "email.taken")
	s.send("PATCH", "/members/"+bob, fields{"email": "Ada@example.com"}).no(409, "email.taken")
	if got := s.getMember(bob).Email; got != "bob@example.com" {
		t.Errorf("a refused change changed the e-mail to %s", got)
	}

	// Another spelling of one's own is no conflict, and is stored as given.
	s.send("PATCH", "/members/"+ada, fields{"email": "ADA@example.com"}).is(200)
	if got := s.getMember(ada).Email; got != "ADA@example.com" {
		t.Errorf("stored %s", got)
	}
	// An e-mail that was given up is free, and one that was taken isn't.
	s.send("PATCH", "/members/"+ada, fields{"email": "lovelace@example.com"}).is(200)
	s.send("PATCH", "/members/"+bob, fields{"email": "ada@example.com"}).is(200)
	s.send("POST", "/members", person("Lovelace@example.com")).no(409, "email.taken")
	s.send("DELETE", "/members/"+ada, nil).is(204)
	s.member("Lovelace@example.com")
}

func TestTheEmailFilterIgnoresCase(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	ada := s.member("Ada@example.com")
	s.member("bob@example.com")
	type page struct{ Members []memberRow }
	if got := into[page](s.send("GET", "/members?email=aDA%40example.com", nil).is(200)).Members; len(got) != 1 || got[0].ID != ada {
		t.Errorf("found %+v", got)
	}
	if got := into[page](s.send("GET", "/members?email=nobody%40example.com", nil).is(200)).Members; got == nil || len(got) != 0 {
		t.Errorf("found %+v", got)
	}
}

func TestWhatAMemberMustBe(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	s.clumsy = true
	ada := s.member("ada@example.com")
	sales := s.department("Sales")
	for name, test := range map[string]struct {
		field string
		value any
		code  string
	}{
		"empty first name":     {"firstName", "", "firstName.invalid"},
		"blank last name":      {"lastName", " \t", "lastName.invalid"},
		"no at":                {"email", "ada.example.com", "email.invalid"},
		"no domain":            {"email", "ada@", "email.invalid"},
		"display name":         {"email", "Ada <ada2@example.com>", "email.invalid"},
		"space":                {"email", " ada2@example.com", "email.invalid"},
		"two addresses":        {"email", "ada2@example.com,ada3@example.com", "email.invalid"},
		"too long":             {"email", strings.Repeat("a", 250) + "@example.com", "email.invalid"},
		"unknown role":         {"role", "ROLE_KING", "role.invalid"},
		"role in lower case":   {"role", "role_user", "role.invalid"},
		"unknown department":   {"departmentIdRefs", []string{sales, "nowhere"}, "departmentIdRefs.unknown"},
		"department twice":     {"departmentIdRefs", []string{sales, sales}, "request.invalid"},
		"number for a text":    {"firstName", 1, "request.invalid"},
		"text for a list":      {"departmentIdRefs", sales, "request.invalid"},
		"null":                 {"lastName", nil, "request.invalid"},
		"null in a list":       {"departmentIdRefs", []any{nil}, "request.invalid"},
		"unknown field":        {"title", "Countess", "request.invalid"},
		"field in other case":  {"FirstName", "Ada", "request.invalid"},
		"read-only field":      {"id", "me", "request.invalid"},
		"numbers aren't given": {"numberIdRefs", []string{}, "request.invalid"},
	} {
		body := person("new@example.com")
		body[test.field] = test.value
		if got := s.send("POST", "/members", body); got.status != 400 || got.code() != test.code {
			t.Errorf("%s: creating answers %d %s", name, got.status, got.body)
		}
		if got := s.send("PATCH", "/members/"+ada, fields{test.field: test.value}); got.status != 400 || got.code() != test.code {
			t.Errorf("%s: changing answers %d %s", name, got.status, got.body)
		}
	}
	for field, code := range map[string]string{
		"firstName": "firstName.invalid", "lastName": "lastName.invalid", "email": "email.invalid",
		"role": "role.invalid", "departmentIdRefs": "request.invalid",
	} {
		body := person("new@example.com")
		delete(body, field)
		s.send("POST", "/members", body).no(400, code)
	}
	s.send("PATCH", "/members/"+ada, fields{}).no(400, "request.invalid")
	if got := len(s.sim.Company().Members); got != 2 {
		t.Errorf("there are %d members", got)
	}
}

func TestTheOwnerStaysTheOwner(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	s.clumsy = true // the contract doesn't let a client ask for an owner
	owner := s.sim.Company().Members[0].ID
	ada := s.member("ada@example.com")

	body := person("second@example.com")
	body["role"] = "ROLE_OWNER"
	s.send("POST", "/members", body).no(400, "role.invalid")
	s.send("PATCH", "/members/"+ada, fields{"role": "ROLE_OWNER"}).no(409, "member.owner")
	s.send("PATCH", "/members/"+owner, fields{"role": "ROLE_ADMIN"}).no(409, "member.owner")
	s.send("DELETE", "/members/"+owner, nil).no(409, "member.owner")

	// Everything else about the owner can change, and saying the role again changes nothing.
	s.send("PATCH", "/members/"+owner, fields{"role": "ROLE_OWNER", "lastName": "Other"}).is(200)
}

func TestTheLastAdministratorStays(t *testing.T) {
	t.Parallel()
	company := simulator.Company{Members: []simulator.Member{
		{ID: "first", FirstName: "A", LastName: "A", Email: "a@example.com", Role: "ROLE_ADMIN"},
		{ID: "second", FirstName: "B", LastName: "B", Email: "b@example.com", Role: "ROLE_ADMIN"},
	}}
	s := start(t, simulator.Options{Company: &company})
	s.send("PATCH", "/members/first", fields{"role": "ROLE_USER"}).is(200)
	s.send("PATCH", "/members/second", fields{"role": "ROLE_TEAM_LEAD"}).no(409, "member.lastAdministrator")
	s.send("DELETE", "/members/second", nil).no(409, "member.lastAdministrator")
	s.send("PATCH", "/members/second", fields{"role": "ROLE_ADMIN", "lastName": "C"}).is(200)
	s.send("PATCH", "/members/first", fields{"role": "ROLE_ADMIN"}).is(200)
	s.send("DELETE", "/members/second", nil).is(204)
	s.send("DELETE", "/members/first", nil).no(409, "member.lastAdministrator")
}

// With an owner there, no admin is the last administrator.
func TestAnAdminCanGoWhileThereIsAnOwner(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	body := person("admin@example.com")
	body["role"] = "ROLE_ADMIN"
	admin := s.send("POST", "/members", body).is(201).id()
	s.send("PATCH", "/members/"+admin, fields{"role": "ROLE_USER"}).is(200)
	s.send("PATCH", "/members/"+admin, fields{"role": "ROLE_ADMIN"}).is(200)
	s.send("DELETE", "/members/"+admin, nil).is(204)
}

func TestAMemberWithNumbersStays(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	ada := s.member("ada@example.com")
	s.assign(phone(1), fields{"memberIdRef": ada}).is(200)
	s.send("DELETE", "/members/"+ada, nil).no(409, "member.hasNumbers")
	s.send("POST", "/numbers/%2B"+phone(1)[1:]+"/unassign", nil).is(200)
	s.send("DELETE", "/members/"+ada, nil).is(204)
}

func TestMailsAreRecorded(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	ada := s.member("ada@example.com")
	s.send("POST", "/members", person("ADA@example.com")).no(409, "email.taken")
	s.send("PATCH", "/members/"+ada, fields{"email": "new@example.com"}).is(200)
	s.send("POST", "/members/"+ada+"/invitation", nil).is(204)
	s.send("POST", "/members/"+ada+"/password-reset", nil).is(204)
	s.send("POST", "/members/nobody/invitation", nil).no(404, "member.notFound")
	s.send("POST", "/members/nobody/password-reset", nil).no(404, "member.notFound")
	want := []simulator.Mail{
		{Sequence: 1, Kind: "invitation", To: "ada@example.com", MemberIDRef: ada},
		{Sequence: 2, Kind: "invitation_again", To: "new@example.com", MemberIDRef: ada},
		{Sequence: 3, Kind: "password_reset", To: "new@example.com", MemberIDRef: ada},
	}
	if got := s.sim.Company().Mails; !slices.Equal(got, want) {
		t.Errorf("mails %+v, want %+v", got, want)
	}
	s.clumsy = true
	s.send("POST", "/members/"+ada+"/invitation", fields{}).no(400, "request.invalid")
}

// A temporary password would lock out a member who has chosen one; a link to choose another doesn't.
func TestAMemberWhoHasJoinedGetsNoInvitation(t *testing.T) {
	t.Parallel()
	company := simulator.Company{Members: []simulator.Member{
		{ID: "ada", FirstName: "Ada", LastName: "King", Email: "ada@example.com", Joined: true},
		{ID: "bob", FirstName: "Bob", LastName: "Kurz", Email: "bob@example.com", Role: "ROLE_OWNER"},
	}}
	s := start(t, simulator.Options{Company: &company})
	s.send("POST", "/members/ada/invitation", nil, key("k")).no(409, "member.joined")
	s.send("POST", "/members/bob/invitation", nil).is(204)
	s.send("POST", "/members/ada/password-reset", nil).is(204)
	snapshot := s.sim.Company()
	var to []string
	for _, mail := range snapshot.Mails {
		to = append(to, mail.Kind+" to "+mail.MemberIDRef)
	}
	if !slices.Equal(to, []string{"invitation_again to bob", "password_reset to ada"}) {
		t.Errorf("mails: %v", to)
	}
	if !snapshot.Members[0].Joined || snapshot.Members[1].Joined {
		t.Errorf("members: %+v", snapshot.Members)
	}
}
