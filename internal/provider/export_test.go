package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// grown is an organisation that has been there for a while: an admin and a lead, people in several
// departments and in none, landlines, numbers of departments, members with several numbers and with
// none, a member above the limit, licences of several plans, and names that need quoting.
func grown(members int) simulator.Company {
	c := simulator.Generate(members)
	c.Members[1].Role, c.Members[2].Role = "ROLE_ADMIN", "ROLE_TEAM_LEAD"
	c.Members[3].DepartmentIDRefs = nil
	c.Members[4].DepartmentIDRefs = []string{"department-1", "department-2", "department-3"}
	c.Members[5].FirstName, c.Members[5].LastName = `Zoé "Zo"`, "O'Hara ${x} %{y}"
	c.Members[6].Email = "Mixed.Case@Example.com"
	c.Departments[9].Name = `R&D "Zwei"`
	c.Licenses[0].Quantity = members
	c.Licenses = append(c.Licenses,
		simulator.License{ID: "license-2", Name: "Sales", Plan: "max", BillingPeriod: "yearly", Quantity: 40},
		simulator.License{ID: "license-3", Name: "Reserve", Plan: "advanced", Quantity: 1})
	last := c.Numbers[members-40:]
	for i := range last {
		n := &last[i]
		n.LicenseIDRef = "license-2"
		switch {
		case i < 6:
			n.MemberIDRef = "member-8"
			n.PhoneNumber, n.CountryCode = fmt.Sprintf("+4930901820%02d", i), "DE"
		case i < 10:
			n.MemberIDRef = "member-9"
		case i < 20:
			n.MemberIDRef, n.DepartmentIDRef, n.Type = "", fmt.Sprintf("department-%d", i-9), "landline"
		case i >= 30: // back in the pool
			n.MemberIDRef, n.LicenseIDRef = "", ""
		}
	}
	return c
}

// everything is what an export of an organisation asks for.
var everything = []string{"onoff_department", "onoff_license", "onoff_member", "onoff_number_assignment"}

// An organisation of two hundred is exported into files, without a hand on them, and what stands in the
// files is what is there.
func TestExportByQuery(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(grown(200)))
	acctest.Skip(t, acctest.ListResources)
	cli := h.CLI().UseDir("testdata/TestExportByQuery")
	cli.Run("validate", "-no-color", "-query").WantCode(0)
	cli.Run("query", "-no-color", "-generate-config-out=generated.tf").WantCode(0).
		Want("list.onoff_license.license", "id=license-2", "Sales (40 of max, billed yearly)").
		Want("list.onoff_member.member", "id=member-1", "Member No1 <member1@example.com>")
	h.WantSent(8) // the pages of four lists, among them an empty one in each of the two long ones
	generated, err := os.ReadFile(filepath.Join(cli.Dir, "generated.tf"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(generated)
	for pattern, want := range map[string]int{
		`(?m)^resource "onoff_member" `:                                     200,
		`(?m)^resource "onoff_number_assignment" `:                          190,
		`(?m)^resource "onoff_department" `:                                 10,
		`(?m)^resource "onoff_license" `:                                    3,
		`(?m)^import \{`:                                                    403,
		`member_id|country_code|number_type|history_on_reassign|on_destroy`: 0,
	} {
		if got := len(regexp.MustCompile(pattern).FindAllString(text, -1)); got != want {
			t.Errorf("%s is there %d times, want %d", pattern, got, want)
		}
	}
	for _, want := range []string{`role           = "owner"`, `"O'Hara $${x} %%{y}"`, `name     = "R&D \"Zwei\""`} {
		if !strings.Contains(text, want) {
			t.Errorf("nothing generated has %s", want)
		}
	}
	cli.Apply().WantCode(0).Want("Apply complete! Resources: 403 imported, 0 added, 0 changed, 0 destroyed.")
	cli.Plan().WantCode(0).Want("No changes.")
	if writes := h.Writes(); writes != 0 {
		t.Errorf("%d requests changed something", writes)
	}
}

// The same without a CLI, over the protocol: each object that is listed is imported by its identity, and
// the configuration that is generated for it changes nothing.
func TestExportOverTheProtocol(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(grown(200)))
	listing, planning := h.Protocol(), h.Protocol()
	objects := 0
	for _, kind := range everything {
		found, diags := listing.List(kind, acctest.Attrs{}, 1000, true)
		acctest.OK(t, diags)
		if diags.Warnings() != "" {
			t.Errorf("%s: %s", kind, diags.Warnings())
		}
		for _, one := range found {
			objects++
			config, diags := planning.Generate(kind, one.Resource)
			acctest.OK(t, diags)
			imported, diags := planning.ImportByIdentity(kind, one.Identity)
			acctest.OK(t, diags)
			planned, diags := planning.Plan(kind, imported, config)
			acctest.OK(t, diags)
			if !planned.Empty() {
				t.Errorf("%s: from %v to %v", one.DisplayName, imported.Attrs(), planned.Attrs())
			}
		}
	}
	if objects != 403 {
		t.Errorf("%d objects were exported", objects)
	}
	if sent := h.Requests(); sent > 30 {
		t.Errorf("%d requests for %d objects", sent, objects)
	}
}

// Where there are no list resources, data sources and import blocks with for_each do the same. What was
// found is then kept in a file that people can edit, and the import blocks can go.
func TestExportByDataSources(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(grown(60)))
	cli := h.CLI().Use("adopted")
	cli.Apply().WantCode(0).Want("Resources: 123 imported, 0 added, 0 changed, 0 destroyed.")
	cli.Plan().WantCode(0).Want("No changes.")
	found, ok := cli.Output("organisation").(string)
	if !ok {
		t.Fatal("the organisation isn't a text")
	}
	cli.Write("organisation.json", found)
	cli.Write("organisation.tf", "locals {\n  organisation = jsondecode(file(\"organisation.json\"))\n}\n")
	cli.Plan().WantCode(0).Want("No changes.")
	if writes := h.Writes(); writes != 0 {
		t.Errorf("%d requests changed something", writes)
	}
}
