package membersfromcsv_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"pgregory.net/rapid"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/membersfromcsv"
)

// withoutKey is a provider that can't be configured, and isn't asked to be.
func withoutKey(t *testing.T) *acctest.Protocol {
	t.Helper()
	p, diags := acctest.New(t, acctest.Without("api_key")).ProtocolWith(nil)
	if diags.Err() == nil {
		t.Fatal("the provider was configured without a key")
	}
	return p
}

func TestFunction(t *testing.T) {
	t.Parallel()
	p := withoutKey(t)
	got, err := p.Function("members_from_csv", "First name;Last name;E-Mail;Departments;Desk;Country code\r\nLéa;Dubois;Lea@X.example;\"Sales;Support\";12;fr\r\nNina;Roth;nina@x.example;;;\r\n", "desk")
	want := acctest.Attrs{
		"lea@x.example": acctest.Attrs{
			"first_name": "Léa", "last_name": "Dubois", "email": "Lea@X.example", "role": "user", "departments": []any{"Sales", "Support"},
			"phone_number": nil, "country_code": "FR", "number_type": nil, "extra": acctest.Attrs{"desk": "12"},
		},
		"nina@x.example": acctest.Attrs{
			"first_name": "Nina", "last_name": "Roth", "email": "nina@x.example", "role": "user", "departments": []any{},
			"phone_number": nil, "country_code": nil, "number_type": nil, "extra": acctest.Attrs{"desk": nil},
		},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %v, %v\nwant %v", got, err, want)
	}
}

// An error is about the argument that is wrong.
func TestFunctionErrors(t *testing.T) {
	t.Parallel()
	p := withoutKey(t)
	const list = "first_name,last_name,email,Desk\nLéa,Dubois,lea@x.example,12\n"
	for _, c := range []struct {
		arguments []any
		about     int64
		says      string
	}{
		{[]any{list}, 0, `row 1, column "Desk"`},
		{[]any{""}, 0, "the list is empty"},
		{[]any{list, "*", "Floor"}, 0, `row 1: there is no column "Floor"`},
		{[]any{list, "E-Mail"}, 1, `"E-Mail" is a column that is known anyway`},
		{[]any{list, "Desk", ""}, 2, `"" isn't the name of a column`},
		{[]any{list, "Desk", "Floor", "DESK"}, 3, `"DESK" is there twice`},
	} {
		_, err := p.Function("members_from_csv", c.arguments...)
		if err == nil || err.FunctionArgument == nil || *err.FunctionArgument != c.about || !strings.Contains(err.Text, c.says) || strings.HasSuffix(err.Text, ".") {
			t.Errorf("%q: %v; want %q about argument %d", c.arguments, err, c.says, c.about)
		}
	}
}

// Whoever is in a list that was read can be written into the blocks that they are for: the rules here are
// those of the resources.
func TestAgreesWithResources(t *testing.T) {
	t.Parallel()
	h := acctest.New(t)
	p := h.Protocol()
	accepted := 0
	rapid.Check(t, func(t *rapid.T) {
		// One cell is anything: were all of them, hardly any list would be read.
		anything := rapid.SampledFrom([]string{"first", "last", "email", "role", "departments", "phone", "country", "type"}).Draw(t, "anything in")
		cell := func(name string, values ...string) string {
			if name == anything {
				return rapid.StringMatching(`[\pL\pN\pZ\t\n\x0b\x{85}.@+"'-]{0,10}`).Draw(t, name)
			}
			return rapid.SampledFrom(values).Draw(t, name)
		}
		cells := []string{
			cell("first", "Léa", " Léa\u00a0", "a\u2028b"), cell("last", "Dubois", "de la\nCruz"), cell("email", "lea@x.example", `"l a"@x`, "LEA@localhost"),
			cell("role", "", "user", "Team-Lead", "ADMIN", "owner"), cell("departments", "", "Sales|Support", "a\u2028b; \v c"),
			cell("phone", "", "+33 6 44 60 00 01"), cell("country", "", "fr", "DE"), cell("type", "", "Mobile", "landline"),
		}
		for i := range cells {
			cells[i] = `"` + strings.ReplaceAll(cells[i], `"`, `""`) + `"`
		}
		text := "first_name,last_name,email,role,departments,phone_number,country_code,number_type\n" + strings.Join(cells, ",") + "\n"
		people, err := membersfromcsv.Parse(text)
		if err != nil {
			return
		}
		for _, m := range people {
			accepted++
			valid := func(typeName string, block acctest.Attrs) {
				if diags := p.Validate(typeName, block); diags.Err() != nil {
					t.Fatalf("%q is read, and then: %v", text, diags.Err())
				}
			}
			valid("onoff_member", acctest.Attrs{"first_name": m.FirstName, "last_name": m.LastName, "email": m.Email, "role": m.Role})
			for _, name := range m.Departments {
				valid("onoff_department", acctest.Attrs{"name": name})
			}
			if m.PhoneNumber != "" {
				valid("onoff_number_assignment", acctest.Attrs{"member_email": m.Email, "phone_number": m.PhoneNumber})
			}
			if m.CountryCode != "" {
				number := acctest.Attrs{"member_email": m.Email, "country_code": m.CountryCode}
				if m.NumberType != "" {
					number["number_type"] = m.NumberType
				}
				valid("onoff_number_assignment", number)
			}
		}
	})
	t.Logf("%d lists were read", accepted)
	if accepted == 0 {
		t.Error("no list was read")
	}
}

// Every role and type that a resource takes can be in a list.
func TestKnowsWhatResourcesTake(t *testing.T) {
	t.Parallel()
	p := acctest.New(t).Protocol()
	for _, role := range []string{"user", "team_lead", "admin", "owner", "boss", "support"} {
		_, err := membersfromcsv.Parse("first_name,last_name,email,role\nLéa,Dubois,lea@x.example," + role + "\n")
		block := acctest.Attrs{"first_name": "Léa", "last_name": "Dubois", "email": "lea@x.example", "role": role}
		if valid := p.Validate("onoff_member", block).Err(); (err == nil) != (valid == nil) {
			t.Errorf("the role %s: %v, and for the resource: %v", role, err, valid)
		}
	}
	for _, kind := range []string{"mobile", "landline", "fax"} {
		_, err := membersfromcsv.Parse("first_name,last_name,email,country_code,number_type\nLéa,Dubois,lea@x.example,FR," + kind + "\n")
		block := acctest.Attrs{"member_email": "lea@x.example", "country_code": "FR", "number_type": kind}
		if valid := p.Validate("onoff_number_assignment", block).Err(); (err == nil) != (valid == nil) {
			t.Errorf("the type %s: %v, and for the resource: %v", kind, err, valid)
		}
	}
}

// An office's list becomes members; a row more is a member more, a mistake is nothing sent at all.
func TestJoiners(t *testing.T) {
	t.Parallel()
	h := acctest.New(t)
	cli := h.CLI().Use("office")
	const office = "\ufeffFirst name;Last name;E-Mail;Role;Departments\r\n" +
		"Léa;Dubois;Lea.Dubois@x.example;Team lead;\"Sales;Support\"\r\n" +
		"Nina;Roth;nina.roth@x.example;;Support\r\n"
	cli.Write("joiners.csv", office)
	cli.Apply().WantCode(0).Want("4 added")
	cli.Plan().WantCode(0)

	cli.Write("joiners.csv", office+";;;;\r\nJonas;Keller;jonas.keller@x.example;;\r\n;;;;\r\n")
	cli.Apply().WantCode(0).Want(`onoff_member.joiner["jonas.keller@x.example"]`, "1 added, 0 changed, 0 destroyed")

	h.Forget()
	cli.Write("joiners.csv", office+"Jonas;Keller;jonas.keller@x.example;boss;\r\nLéa;Dubois;lea.dubois@x.example;;\r\nTom;;tom@x.example;;Sales;Support\r\n")
	cli.Plan().WantCode(1).Want("the list has 3 problems",
		`row 4, column "Role": "boss" isn't one of: user, team_lead, admin, owner.`,
		`row 5, column "E-Mail": "lea.dubois@x.example" is in row 2 as well, as "Lea.Dubois@x.example"`,
		`row 6: "Tom;;tom@x.example;;Sales;Support" has 6 cells where the header has 5`)
	h.WantSent(0)
}

// What isn't known yet makes what isn't known yet, and null is nothing to read.
func TestUnknownAndNull(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Without("api_key"))
	h.Run(
		resource.TestStep{ConfigDirectory: acctest.Dir("null"), ExpectError: acctest.Message("Invalid function argument", `"text" parameter`, "must not be null")},
		resource.TestStep{ConfigDirectory: acctest.Dir("later"), ConfigStateChecks: acctest.State(acctest.HasOutput("names", "Dubois"))},
	)
	h.WantSent(0)
}

// A module that reads a list can be tested with mocks.
func TestMocked(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Without("api_key"))
	cli := h.CLI().Use("module")
	test, err := os.ReadFile(filepath.Join("testdata", "TestMocked", "joiners.tftest.hcl"))
	if err != nil {
		t.Fatal(err)
	}
	cli.Write("joiners.tftest.hcl", string(test))
	cli.Run("test", "-no-color").WantCode(0).Want("2 passed, 0 failed")
	h.WantSent(0)
}

// A list of ten thousand passes through the function, result and all.
func TestTenThousandThroughTheFunction(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("first_name,last_name,email,departments\n")
	for i := range 10_000 {
		fmt.Fprintf(&b, "Ada,Number %d,ada.%d@x.example,Sales|Support\n", i, i)
	}
	got, err := withoutKey(t).Function("members_from_csv", b.String())
	if people, ok := got.(acctest.Attrs); err != nil || !ok || len(people) != 10_000 {
		t.Errorf("%d people, %v", len(people), err)
	}
}
