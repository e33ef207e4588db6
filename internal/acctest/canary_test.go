package acctest

import (
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

func TestCanaries(t *testing.T) {
	t.Parallel()
	var c Canaries
	c.Company(simulator.Snapshot{Company: simulator.Company{
		Members:     []simulator.Member{{FirstName: "Anne-Marie", LastName: "Müller", Email: "a.mueller@example.com"}},
		Departments: []simulator.Department{{Name: "Haus und Hof"}},
		Numbers:     []simulator.Number{{PhoneNumber: "+33644600001"}},
	}})
	for _, line := range []string{
		`"name":"MÜLLER"`, "hello anne-marie!", "for a.mueller@example.com.", "to haus und hof", "+33 6 44 60 00 01", "0644600001",
		"at 2026-11-21T10:00:00 calling (06).44.60.00.01", "%2B33644600001/assign",
	} {
		if len(c.In([]byte("first line\n"+line+"\nlast line"))) != 1 {
			t.Errorf("nothing was found in %s", line)
		}
	}
	for _, line := range []string{"", "the Müllerin", `{"id":"mem-müller"}`, "64460000", "hofhaus", "a.mueller@example.community"} {
		if found := c.In([]byte(line)); len(found) != 0 {
			t.Errorf("found %s", found)
		}
	}
}
