package acctest_test

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

// The three ways to the provider, each with the same small story.

func TestRun(t *testing.T) {
	t.Parallel()
	h := acctest.New(t)
	h.Run(
		resource.TestStep{
			ConfigDirectory: acctest.Dir("created"),
			ConfigStateChecks: acctest.State(
				acctest.Has("onoff_department.sales", "name", "Sales"),
				acctest.HasOutput("name", "Sales"),
			),
			Check: acctest.Then(func() { h.WantSent(1, "POST /api/v1/departments") }),
		},
		resource.TestStep{
			ConfigDirectory:  acctest.Dir("renamed"),
			ConfigPlanChecks: acctest.Plans(acctest.Changes{"onoff_department.sales": plancheck.ResourceActionUpdate}),
		},
		acctest.Import("onoff_department.sales", "Sales and more"),
		acctest.ImportByCommand("onoff_department.sales", "Sales and more"),
		acctest.ImportByIdentity("onoff_department.sales"),
		resource.TestStep{
			ConfigDirectory: acctest.Dir("twice"),
			ExpectError:     acctest.Message("Sales and more"),
		},
	)
	h.WantSent(1, "DELETE *")
	if left := h.Company().Departments; len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestCLI(t *testing.T) {
	t.Parallel()
	h := acctest.New(t)
	cli := h.CLI().Use("created")
	cli.Plan().WantCode(2).Want("1 to add")
	h.WantSent(0, "POST *")
	cli.Apply().WantCode(0).Want("Apply complete!", "1 added")
	cli.Plan().WantCode(0).Want("No changes.").WantNot("Error", "Warning")
	if got := cli.Output("name"); got != "Sales" {
		t.Errorf("the output is %v", got)
	}
	if got := cli.State(); !slices.Equal(got, []string{"onoff_department.sales"}) {
		t.Errorf("in state: %v", got)
	}

	other := h.CLI().Write("main.tf", `resource "onoff_department" "sales" { name = "sales" }`)
	other.Apply().WantCode(1).Want("Error:")

	cli.Destroy().WantCode(0)
	h.WantSent(1, "DELETE *")
}

// Two organisations, so two provider blocks: that takes a process for each.
func TestBuilt(t *testing.T) {
	t.Parallel()
	h := acctest.New(t)
	cli := h.CLI().Built().Use("aliases")
	cli.Env = append(cli.Env, "TF_VAR_key="+acctest.ReadOnlyKey)
	cli.Apply().WantCode(1).Want("Creation complete", "Error:")
	h.WantSent(2, "POST /api/v1/departments")
	if got := cli.State(); !slices.Equal(got, []string{"onoff_department.sales"}) {
		t.Errorf("in state: %v", got)
	}
	cli.Destroy().WantCode(0)
}

func TestProtocol(t *testing.T) {
	t.Parallel()
	h := acctest.New(t)
	p := h.Protocol()
	sales, diags := p.Create("onoff_department", acctest.Attrs{"name": "Sales"})
	acctest.OK(t, diags)
	if sales.ID() == "" || sales.Identity()["id"] != sales.ID() {
		t.Fatalf("%v, %v", sales.Attrs(), sales.Identity())
	}
	planned, diags := h.Protocol().Plan("onoff_department", sales, acctest.Attrs{"name": "Sales"})
	acctest.OK(t, diags)
	if !planned.Empty() {
		t.Errorf("planned: %v", planned.Attrs())
	}
	sales, diags = h.Protocol().Update(sales, acctest.Attrs{"name": "Sales and more"})
	acctest.OK(t, diags)
	for _, key := range []string{sales.ID(), "Sales and more"} {
		again, diags := h.Protocol().Import("onoff_department", key)
		acctest.OK(t, diags)
		if again.ID() != sales.ID() || again.Get("name") != "Sales and more" {
			t.Errorf("imported by %q: %v", key, again.Attrs())
		}
	}
	again, diags := h.Protocol().ImportByIdentity("onoff_department", sales.Identity())
	acctest.OK(t, diags)
	if again.ID() != sales.ID() {
		t.Errorf("imported by identity: %v", again.Attrs())
	}
	h.Behind("DELETE", "/departments/"+sales.ID(), nil, nil)
	gone, diags := h.Protocol().Read(sales)
	acctest.OK(t, diags)
	if gone != nil || diags.Warnings() == "" {
		t.Errorf("read what is gone: %v, %q", gone, diags.Warnings())
	}
	if _, diags := h.Protocol().Create("onoff_department", acctest.Attrs{"name": ""}); diags.Err() == nil {
		t.Error("a department without a name was made")
	}
}
