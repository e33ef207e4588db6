package simulator_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// check is called after every action.
func (o *office) check(t *rapid.T) {
	if len(o.broken) > 0 {
		t.Fatalf("the contract is broken: %s", o.broken)
	}
	if got := o.sim.Tally().Total; got != o.sent {
		t.Fatalf("%d requests in the journal of %d", got, o.sent)
	}
	now := o.sim.Company()
	// The company file's own check is written apart from the rules of the service: unique e-mails
	// and names, one holder per number, references that lead somewhere, no more licences assigned
	// than there are, an administrator.
	if err := now.Check(); err != nil {
		t.Fatalf("the organisation breaks rules: %v", err)
	}
	held := map[string]int{}
	for _, n := range now.Numbers {
		held[n.MemberIDRef]++
	}
	for _, m := range now.Members {
		if held[m.ID] > now.Account.MaxNumbersPerMember {
			t.Fatalf("a member holds %d numbers", held[m.ID])
		}
	}
	o.checkWhatIsTold(t, now)
	bought, quantity := 0, 0
	for _, purchase := range now.LicensesBought {
		bought += purchase.Quantity
	}
	for _, l := range now.Licenses {
		quantity += l.Quantity
	}
	if quantity > bought {
		t.Fatalf("%d licences are there of %d bought", quantity, bought)
	}
}

// checkWhatIsTold compares what the API says about holders and licences with where the numbers are.
func (o *office) checkWhatIsTold(t *rapid.T, now simulator.Snapshot) {
	var members struct{ Members []memberRow }
	var departments struct{ Departments []departmentRow }
	var licenses struct{ Licenses []blockRow }
	for path, into := range map[string]any{"/members": &members, "/departments": &departments, "/licenses": &licenses} {
		r := httptest.NewRequest(http.MethodGet, simulator.Prefix+path+"?limit=100", nil)
		r.Header.Set("x-api-key", simulator.DefaultAPIKey)
		w := httptest.NewRecorder()
		o.sim.ServeHTTP(w, r)
		o.sent++
		if err := json.Unmarshal(w.Body.Bytes(), into); err != nil {
			t.Fatal(err)
		}
	}
	told, assigned := map[string]string{}, map[string]int{}
	for _, m := range members.Members {
		for _, n := range m.NumberIdRefs {
			if told[n] != "" {
				t.Fatalf("the number %s has two holders", n)
			}
			told[n] = m.ID
		}
	}
	for _, d := range departments.Departments {
		for _, n := range d.NumberIdRefs {
			if told[n] != "" {
				t.Fatalf("the number %s has two holders", n)
			}
			told[n] = d.ID
		}
	}
	for _, n := range now.Numbers {
		if holder := n.MemberIDRef + n.DepartmentIDRef; holder != told[n.ID] {
			t.Fatalf("the number %s is held by %q, but the lists say %q", n.ID, holder, told[n.ID])
		}
		delete(told, n.ID)
		assigned[n.LicenseIDRef]++
	}
	if len(told) > 0 {
		t.Fatalf("numbers that don't exist are held: %v", told)
	}
	for _, l := range licenses.Licenses {
		if l.Assigned != assigned[l.ID] || l.Assigned > l.Quantity {
			t.Fatalf("%d of %d licences are assigned, by the numbers %d", l.Assigned, l.Quantity, assigned[l.ID])
		}
	}
}

// Whatever is asked of it, in whatever order, the organisation stays in order; what is refused or
// replayed changes nothing; and every answer keeps the contract.
func TestTheRulesHoldWhateverIsAsked(t *testing.T) {
	t.Parallel()
	done := map[int]int{}
	rapid.Check(t, func(t *rapid.T) {
		o := newOffice(t)
		t.Repeat(o.actions())
		for status, times := range o.done {
			done[status] += times
		}
	})
	t.Logf("answers by status: %v", done)
	for _, status := range []int{200, 201, 204, 400, 404, 409} {
		if done[status] == 0 {
			t.Errorf("no request was answered %d: the property says less than it seems to", status)
		}
	}
}

// Whatever an organisation has become, it can be written down and read again.
func TestAnySnapshotCanBeFedBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		o := newOffice(t)
		actions := o.actions()
		delete(actions, "") // the rules are checked elsewhere
		t.Repeat(actions)
		snapshot := o.sim.Company()
		data, err := json.Marshal(snapshot)
		if err != nil {
			t.Fatal(err)
		}
		company, err := simulator.ReadCompany(strings.NewReader(string(data)))
		if err != nil {
			t.Fatal(err)
		}
		again, err := simulator.New(simulator.Options{Company: &company})
		if err != nil {
			t.Fatal(err)
		}
		if got := again.Company().Company; !reflect.DeepEqual(got, snapshot.Company) {
			t.Fatalf("%+v\nbecame\n%+v", snapshot.Company, got)
		}
	})
}

// Reading a list page by page gives what is there, in its order and once, whatever the sizes of the
// pages.
func TestAnyPagesGiveTheWholeList(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.IntRange(1, 60).Draw(t, "members")
		company := simulator.Generate(size)
		sim, err := simulator.New(simulator.Options{Company: &company, PageLimit: rapid.IntRange(1, 70).Draw(t, "page limit")})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		empty := 0
		for offset, requests := "", 0; ; requests++ {
			if requests > 2*size+2 {
				t.Fatal("the list doesn't end")
			}
			limit := rapid.IntRange(1, 70).Draw(t, "limit")
			r := httptest.NewRequest(http.MethodGet, fmt.Sprintf("%s/members?limit=%d%s", simulator.Prefix, limit, offset), nil)
			r.Header.Set("x-api-key", simulator.DefaultAPIKey)
			w := httptest.NewRecorder()
			sim.ServeHTTP(w, r)
			var page struct {
				Members    []memberRow `json:"members"`
				NextOffset string      `json:"nextOffset"`
			}
			if err := json.Unmarshal(w.Body.Bytes(), &page); err != nil {
				t.Fatal(err)
			}
			for _, m := range page.Members {
				got = append(got, m.ID)
			}
			if len(page.Members) == 0 {
				empty++
			}
			if page.NextOffset == "" {
				break
			}
			offset = "&offset=" + page.NextOffset
		}
		if !reflect.DeepEqual(got, memberIDs(1, size)) || empty > 1 {
			t.Fatalf("got %v, with %d empty pages", got, empty)
		}
	})
}
