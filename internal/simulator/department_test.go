package simulator_test

import (
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

func TestADepartmentIsCreatedReadRenamedAndDeleted(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	sales := s.department("Sales")
	s.send("PATCH", "/departments/"+sales, fields{"name": "Vente"}).is(200)
	if got := into[departmentRow](s.send("GET", "/departments/"+sales, nil).is(200)); got.ID != sales || got.Name != "Vente" || got.NumberIdRefs == nil {
		t.Errorf("got %+v", got)
	}
	s.send("DELETE", "/departments/"+sales, nil).is(204)
	for _, method := range []string{"GET", "DELETE"} {
		s.send(method, "/departments/"+sales, nil).no(404, "department.notFound")
	}
	s.send("PATCH", "/departments/"+sales, fields{"name": "x"}).no(404, "department.notFound")
}

func TestDepartmentNamesAreUniqueWhateverTheirCase(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	sales, support := s.department("Équipe Straße"), s.department("Support")
	s.send("POST", "/departments", fields{"name": "éQUIPE straße"}).no(409, "department.nameTaken")
	s.send("PATCH", "/departments/"+support, fields{"name": "ÉQUIPE Straße"}).no(409, "department.nameTaken")
	s.send("PATCH", "/departments/"+sales, fields{"name": "ÉQUIPE Straße"}).is(200)
	s.send("PATCH", "/departments/"+sales, fields{"name": "Sales"}).is(200)
	s.department("Équipe Straße")
	s.send("DELETE", "/departments/"+sales, nil).is(204)
	s.department("SALES")
}

func TestWhatADepartmentMustBe(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	s.clumsy = true
	sales := s.department("Sales")
	for body, code := range map[string]string{
		`{}`: "name.invalid", `{"name":""}`: "name.invalid", `{"name":"  "}`: "name.invalid",
		`{"name":1}`: "request.invalid", `{"name":null}`: "request.invalid", `{"name":"a","id":"b"}`: "request.invalid",
	} {
		s.send("POST", "/departments", body).no(400, code)
		s.send("PATCH", "/departments/"+sales, body).no(400, code)
	}
}

func TestADepartmentInUseStays(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	sales := s.department("Sales")
	body := person("ada@example.com")
	body["departmentIdRefs"] = []string{sales}
	ada := s.send("POST", "/members", body).is(201).id()
	s.assign(phone(1), fields{"departmentIdRef": sales}).is(200)

	s.send("DELETE", "/departments/"+sales, nil).no(409, "department.hasMembers")
	s.send("PATCH", "/members/"+ada, fields{"departmentIdRefs": []string{}}).is(200)
	s.send("DELETE", "/departments/"+sales, nil).no(409, "department.hasNumbers")
	s.send("POST", "/numbers/%2B"+phone(1)[1:]+"/unassign", nil).is(200)
	s.send("DELETE", "/departments/"+sales, nil).is(204)
}

func TestADeletedMemberLeavesTheDepartment(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{})
	sales := s.department("Sales")
	body := person("ada@example.com")
	body["departmentIdRefs"] = []string{sales}
	ada := s.send("POST", "/members", body).is(201).id()
	s.send("DELETE", "/members/"+ada, nil).is(204)
	s.send("DELETE", "/departments/"+sales, nil).is(204)
}
