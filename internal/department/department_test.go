package department_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

const (
	sales   = "onoff_department.sales"
	support = "onoff_department.support"

	created = "POST /api/v1/departments"
	renamed = "PATCH /api/v1/departments/{departmentId}"
	deleted = "DELETE /api/v1/departments/{departmentId}"
)

// office is a company that had two departments before Terraform came.
func office() simulator.Company {
	return simulator.Company{
		Account:     simulator.Account{Name: "Office", MaxNumbersPerMember: 5},
		Departments: []simulator.Department{{ID: "dep-sales", Name: "Sales"}, {ID: "dep-support", Name: "Support"}},
		Members: []simulator.Member{
			{ID: "mem-olga", FirstName: "Olga", LastName: "Martin", Email: "olga.martin@example.com", Role: "ROLE_OWNER"},
			{ID: "mem-anna", FirstName: "Anna", LastName: "Petit", Email: "anna.petit@example.com", DepartmentIDRefs: []string{"dep-sales"}},
		},
	}
}

func TestDepartmentsComeAndGo(t *testing.T) {
	t.Parallel()
	h := acctest.New(t)
	h.Run(
		resource.TestStep{
			ConfigDirectory:   acctest.Dir("two"),
			ConfigPlanChecks:  acctest.Plans(acctest.Changes{sales: plancheck.ResourceActionCreate, support: plancheck.ResourceActionCreate}),
			ConfigStateChecks: acctest.State(acctest.Has(sales, "name", "Sales")),
		},
		resource.TestStep{
			PreConfig:        h.Forget,
			ConfigDirectory:  acctest.Dir("renamed"),
			ConfigPlanChecks: acctest.Plans(acctest.Changes{sales: plancheck.ResourceActionUpdate}),
			Check:            acctest.Then(func() { h.WantSent(1, renamed); h.WantSent(0, created, deleted) }),
		},
		resource.TestStep{
			PreConfig:        h.Forget,
			ConfigDirectory:  acctest.Dir("one"),
			ConfigPlanChecks: acctest.Plans(acctest.Changes{support: plancheck.ResourceActionDestroy}),
			Check:            acctest.Then(func() { h.WantSent(1, deleted); h.WantSent(0, created, renamed) }),
		},
	)
}

func TestImport(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office()))
	h.Run(
		resource.TestStep{
			ConfigDirectory:  acctest.Dir("by_name_and_id"),
			ConfigPlanChecks: acctest.NoChanges(),
			Check:            acctest.Then(func() { h.WantSent(0, created, renamed, deleted) }),
		},
		acctest.ImportByCommand(sales, "sales"),
		acctest.ImportByCommand(sales, "dep-sales"),
		// The test ends by destroying everything, and Anna is in Sales.
		resource.TestStep{ConfigDirectory: acctest.Dir("let_go")},
	)
}

func TestImportByIdentity(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office()))
	found, diags := h.Protocol().ImportByIdentity("onoff_department", acctest.Attrs{"id": "dep-sales"})
	acctest.OK(t, diags)
	if found.Get("name") != "Sales" || found.Identity()["id"] != "dep-sales" {
		t.Errorf("imported %v as %v", found.Attrs(), found.Identity())
	}
}

func TestImportOfNothing(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office()))
	_, diags := h.Protocol().Import("onoff_department", "Workshop")
	for _, want := range []string{"no such department", `"Workshop"`, "the ID or the name"} {
		if !strings.Contains(diags.Errors(), want) {
			t.Errorf("the error lacks %q: %s", want, diags.Errors())
		}
	}
}

// A department deleted in the console comes back with the next apply, and the other isn't touched.
func TestDeletedBehindTerraformsBack(t *testing.T) {
	t.Parallel()
	h := acctest.New(t)
	var id string
	h.Run(
		resource.TestStep{
			ConfigDirectory: acctest.Dir("two"),
			Check: acctest.Then(func() {
				for _, d := range h.Company().Departments {
					if d.Name == "Sales" {
						id = d.ID
					}
				}
			}),
		},
		resource.TestStep{
			PreConfig:        func() { h.Behind(http.MethodDelete, "/departments/"+id, nil, nil); h.Forget() },
			ConfigDirectory:  acctest.Dir("two"),
			ConfigPlanChecks: acctest.Plans(acctest.Changes{sales: plancheck.ResourceActionCreate}),
			Check:            acctest.Then(func() { h.WantSent(1, created); h.WantSent(0, renamed, deleted) }),
		},
	)
}

// What is wrong with the endpoint or the key is said, and nothing leaves the state.
func TestNothingIsLostWhenReadingFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault simulator.Fault
		want  string
	}{
		"the key is wrong":              {acctest.Answers("GET *", http.StatusUnauthorized), "ONOFF_API_KEY"},
		"the key may not":               {acctest.Answers("GET *", http.StatusForbidden), "lacks the right"},
		"the route isn't there":         {acctest.Answers("GET *", http.StatusNotFound), "doesn't offer"},
		"the method isn't there":        {acctest.Answers("GET *", http.StatusMethodNotAllowed), "doesn't offer"},
		"the body isn't JSON":           {acctest.AnswersWith("GET *", http.StatusOK, "<html>Welcome</html>"), "base_url"},
		"the connection is always cut":  {simulator.Fault{Route: "GET *", Drop: "before"}, "Can't read the department"},
		"the answer is always cut":      {simulator.Fault{Route: "GET *", Truncate: new(10)}, "Can't read the department"},
		"the service is always failing": {acctest.Answers("GET *", http.StatusInternalServerError), "Can't read the department"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := acctest.New(t, acctest.BreaksContract(), acctest.Setting("max_retries", "1"))
			p := h.Protocol()
			made, diags := p.Create("onoff_department", acctest.Attrs{"name": "Sales"})
			acctest.OK(t, diags)
			h.Fault(test.fault)
			left, diags := h.Protocol().Read(made)
			if !strings.Contains(diags.Errors(), test.want) {
				t.Errorf("the error lacks %q: %s", test.want, diags.Errors())
			}
			if left == nil || left.ID() != made.ID() {
				t.Errorf("the state is %v, want what it was", left)
			}
		})
	}
}

// A name that exists is refused with the block that takes it over, and following it ends well.
func TestNameTaken(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office()))
	h.Run(
		resource.TestStep{
			ConfigDirectory: acctest.Dir("created_anyway"),
			ExpectError:     acctest.Message("Can't create the department", `to = onoff_department.NAME`, `id = "dep-support"`),
		},
		resource.TestStep{
			ConfigDirectory:  acctest.Dir("imported"),
			ConfigPlanChecks: acctest.NoChanges(),
		},
	)
	// It is tried once more before it is given up: another block might have freed the name meanwhile.
	h.WantSent(2, created)
}

// A department with members in it isn't deleted, the plan warns of it, and the error says what to do.
func TestDeletingADepartmentWithMembers(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office()))
	cli := h.CLI().Use("imported")
	cli.Apply().WantCode(0)
	cli.Use("removed")
	cli.Plan().WantCode(2).Want("The department still has members", "anna.petit@example.com")
	cli.Apply().WantCode(1).Want("Can't delete the department", "department_ids of onoff_member")
	if len(h.Company().Departments) != 2 {
		t.Error("a department is gone")
	}
}

func TestInvalidNames(t *testing.T) {
	t.Parallel()
	h := acctest.New(t)
	for _, name := range []string{"", " ", " Sales", "Sales\n"} {
		_, diags := h.Protocol().Plan("onoff_department", nil, acctest.Attrs{"name": name})
		if !strings.Contains(diags.Errors(), "white space") {
			t.Errorf("%q: %s", name, diags.Errors())
		}
	}
	h.WantSent(0, "POST *")
}

func TestDataSources(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office()))
	p := h.Protocol()
	one, diags := p.Data("onoff_department", acctest.Attrs{"name": "SALES"})
	acctest.OK(t, diags)
	if one["id"] != "dep-sales" || one["name"] != "Sales" {
		t.Errorf("found %v", one)
	}
	one, diags = p.Data("onoff_department", acctest.Attrs{"id": "dep-support"})
	acctest.OK(t, diags)
	if one["name"] != "Support" {
		t.Errorf("found %v", one)
	}
	_, diags = p.Data("onoff_department", acctest.Attrs{"name": "Workshop"})
	if !strings.Contains(diags.Errors(), "no such department") {
		t.Errorf("an unknown name: %s", diags.Errors())
	}
	all, diags := p.Data("onoff_departments", nil)
	acctest.OK(t, diags)
	if listed, ok := all["departments"].([]any); !ok || len(listed) != 2 {
		t.Errorf("listed %v", all)
	}
}
