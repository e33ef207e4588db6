package provider_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// phone is one of the numbers of the test company.
func phone(i int) string { return fmt.Sprintf("+3363998%04d", i) }

// anna is a member block.
func memberBlock(name string) string {
	return fmt.Sprintf("resource \"onoff_member\" %q {\n  first_name = %q\n  last_name = \"Petit\"\n  email = \"%s@example.com\"\n}\n", name, name, name)
}

// assignment is an assignment block; holder is its line that names the holder.
func assignment(name string, number int, holder string) string {
	return fmt.Sprintf("resource \"onoff_number_assignment\" %q {\n  phone_number = %q\n  %s\n}\n", name, phone(number), holder)
}

// office is a company with members of whom each holds as many numbers as is said, numbered through,
// with licences to spare.
func office(numbersOf ...int) simulator.Company {
	c := simulator.Company{
		Account:  simulator.Account{Name: "Office", MaxNumbersPerMember: 5},
		Members:  []simulator.Member{{ID: "mem-owner", FirstName: "Olga", LastName: "Martin", Email: "olga@example.com", Role: "ROLE_OWNER"}},
		Licenses: []simulator.License{{ID: "lic-all", Name: "All", Quantity: 100}},
	}
	next := 0
	for m, count := range numbersOf {
		id := fmt.Sprintf("mem-%d", m)
		c.Members = append(c.Members, simulator.Member{ID: id, FirstName: "M", LastName: fmt.Sprint(m), Email: fmt.Sprintf("m%d@example.com", m)})
		for range count {
			c.Numbers = append(c.Numbers, simulator.Number{PhoneNumber: phone(next), CountryCode: "FR", MemberIDRef: id, LicenseIDRef: "lic-all"})
			next++
		}
	}
	for range 20 {
		c.Numbers = append(c.Numbers, simulator.Number{PhoneNumber: phone(next), CountryCode: "FR"})
		next++
	}
	return c
}

// adopted is the configuration of what office made: every member and every number, imported.
func adopted(numbersOf ...int) (members string, assignments []string) {
	next := 0
	var m strings.Builder
	for i, count := range numbersOf {
		fmt.Fprintf(&m, "import {\n  to = onoff_member.m%d\n  id = \"mem-%d\"\n}\nresource \"onoff_member\" \"m%d\" {\n  first_name = \"M\"\n  last_name = \"%d\"\n  email = \"m%d@example.com\"\n}\n", i, i, i, i, i)
		for range count {
			assignments = append(assignments, fmt.Sprintf("import {\n  to = onoff_number_assignment.n%d\n  id = %q\n}\n", next, phone(next))+
				assignment(fmt.Sprintf("n%d", next), next, fmt.Sprintf("member_email = \"m%d@example.com\"", i)))
			next++
		}
	}
	return m.String(), assignments
}

func TestSixNumbersForANewMember(t *testing.T) {
	t.Parallel()
	for name, holder := range map[string]string{
		"by e-mail": "member_email = onoff_member.anna.email",
		"by ID":     "member_id = onoff_member.anna.id",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := acctest.New(t, acctest.Company(office()))
			config := memberBlock("anna")
			for i := range 5 {
				config += assignment(fmt.Sprintf("n%d", i), i, holder)
			}
			cli := h.CLI().Write("main.tf", config)
			cli.Plan().WantCode(2).Want("6 to add").WantNot("Warning:")
			cli.Write("main.tf", config+assignment("n5", 5, holder))
			refused := cli.Plan().WantCode(1).Want("Too many numbers for")
			for i := range 6 {
				refused.Want(phone(i))
			}
			h.WantSent(0, "POST *")
			cli.Write("main.tf", config)
			cli.Apply().WantCode(0)
			cli.Plan().WantCode(0).Want("No changes.")
		})
	}
}

func TestOneNumberInTwoBlocks(t *testing.T) {
	t.Parallel()
	anna := "member_email = onoff_member.anna.email"
	for name, test := range map[string]struct{ second, want string }{
		"for two holders":   {"member_email = onoff_member.ben.email", "One number for two holders"},
		"for one holder":    {anna, "The same number in two blocks"},
		"by ID and e-mail":  {"member_id = onoff_member.anna.id", "is assigned in two onoff_number_assignment blocks"},
		"for a department":  {"department_id = onoff_department.sales.id", "is assigned in two onoff_number_assignment blocks"},
		"in other spelling": {anna, "The same number in two blocks"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := acctest.New(t, acctest.Company(office()))
			second := assignment("second", 1, test.second)
			if name == "in other spelling" {
				second = strings.Replace(second, "+3363998", "+33 6 39 98 ", 1)
			}
			h.CLI().Write("main.tf", memberBlock("anna")+memberBlock("ben")+"resource \"onoff_department\" \"sales\" {\n  name = \"Sales\"\n}\n"+
				assignment("first", 1, anna)+second).
				Plan().WantCode(1).Want(test.want).Want(phone(1))
			h.WantSent(0, "POST *")
		})
	}
}

func TestOneNumberAcrossModules(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office(0, 0)))
	cli := h.CLI().Use("modules")
	cli.Init().WantCode(0)
	cli.Plan().WantCode(1).Want("One number for two holders").Want(phone(1)).Want("m0@example.com").Want("m1@example.com")
	h.WantSent(0, "POST *")
}

func TestTwiceTheSameName(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ config, want string }{
		"e-mail":          {memberBlock("anna") + strings.Replace(memberBlock("ben"), "ben@", "Anna@", 1), "An e-mail in two member blocks"},
		"department name": {"resource \"onoff_department\" \"a\" {\n  name = \"Sales\"\n}\nresource \"onoff_department\" \"b\" {\n  name = \"SALES\"\n}\n", "A department name in two blocks"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := acctest.New(t, acctest.Company(office()))
			h.CLI().Write("main.tf", test.config).Plan().WantCode(1).Want(test.want)
			h.WantSent(0, "POST *")
		})
	}
}

func TestLicencesShort(t *testing.T) {
	t.Parallel()
	block := func(quantity int) string {
		return fmt.Sprintf("resource \"onoff_license\" \"staff\" {\n  name = \"Staff\"\n  plan = \"connect\"\n  quantity = %d\n}\n", quantity)
	}
	config := memberBlock("anna")
	for i := range 3 {
		config += assignment(fmt.Sprintf("n%d", i), i, "member_email = onoff_member.anna.email\n  license_id = onoff_license.staff.id")
	}
	h := acctest.New(t, acctest.Company(office()))
	cli := h.CLI().Write("main.tf", config+block(2))
	cli.Plan().WantCode(1).Want("More assignments than new licences")
	cli.Write("main.tf", config+block(3))
	cli.Apply().WantCode(0)
	cli.Write("main.tf", config+block(2))
	// Which of the two is said hangs on which block Terraform comes to first.
	if shrunk := cli.Plan().WantCode(1).Output; !strings.Contains(shrunk, "A licence block shrunk below its assignments") && !strings.Contains(shrunk, "More assignments than licences") {
		t.Errorf("it isn't said why the plan is refused:\n%s", shrunk)
	}
	cli.Write("main.tf", config+block(4))
	cli.Apply().WantCode(0)
}

func TestPlanChecksSetting(t *testing.T) {
	t.Parallel()
	config := memberBlock("anna") + assignment("a", 1, "member_email = onoff_member.anna.email") + assignment("b", 1, "member_email = onoff_member.anna.email")
	for checks, code := range map[string]int{"error": 1, "warning": 2, "off": 2} {
		t.Run(checks, func(t *testing.T) {
			t.Parallel()
			h := acctest.New(t, acctest.Company(office()), acctest.Setting("plan_checks", checks))
			plan := h.CLI().Write("main.tf", config).Plan().WantCode(code)
			if checks == "off" {
				plan.WantNot("The same number in two blocks")
			} else {
				plan.Want("The same number in two blocks")
			}
		})
	}
}

// Two members swap numbers: one step each, and neither number is ever free.
func TestSwapBelowTheLimit(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office(1, 1)))
	members, numbers := adopted(1, 1)
	cli := h.CLI().Write("main.tf", members+strings.Join(numbers, ""))
	cli.Apply().WantCode(0)
	h.Forget()
	cli.Write("main.tf", members+swapped(numbers[0], 0, 1)+swapped(numbers[1], 1, 0))
	cli.Plan().WantCode(2).Want("2 to change").WantNot("Warning:", "Error:")
	cli.Apply().WantCode(0)
	cli.Plan().WantCode(0)
	h.WantSent(2, "POST /api/v1/numbers/{phoneNumber}/assign")
	h.WantSent(0, "POST /api/v1/numbers/{phoneNumber}/unassign")
}

// swapped is an assignment block with another of the office's members as its holder.
func swapped(block string, from, to int) string {
	return strings.Replace(block, fmt.Sprintf("m%d@example.com", from), fmt.Sprintf("m%d@example.com", to), 1)
}

// Between members at the limit no order works: it ends soon, with both in the error, and nothing is
// lost. It is no error of the plan, since a plan tells nothing of what happens in between.
func TestSwapAtTheLimit(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office(5, 5)), acctest.Patience(500*time.Millisecond))
	members, numbers := adopted(5, 5)
	cli := h.CLI().Write("main.tf", members+strings.Join(numbers, ""))
	cli.Apply().WantCode(0)
	numbers[0], numbers[5] = swapped(numbers[0], 0, 1), swapped(numbers[5], 1, 0)
	cli.Write("main.tf", members+strings.Join(numbers, ""))
	cli.Plan().WantCode(2)
	cli.Apply().WantCode(1).Want("m0@example.com").Want("m1@example.com").Want(phone(0)).Want(phone(5))
	if got := holding(h.Company()); got["mem-0"] != 5 || got["mem-1"] != 5 {
		t.Errorf("after the refusal they hold %v", got)
	}
	cli.Plan().WantCode(2).Want("2 to change")
}

// holding counts the numbers of each member.
func holding(c simulator.Snapshot) map[string]int {
	counts := map[string]int{}
	for _, n := range c.Numbers {
		if n.MemberIDRef != "" {
			counts[n.MemberIDRef]++
		}
	}
	return counts
}

// A member at the limit gives one number up and gets another in the same apply, whichever Terraform
// comes to first.
func TestOneOutOneIn(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office(5)))
	members, numbers := adopted(5)
	cli := h.CLI().Write("main.tf", members+strings.Join(numbers, ""))
	cli.Apply().WantCode(0)
	cli.Write("main.tf", members+strings.Join(numbers[1:], "")+assignment("new", 9, "member_email = \"m0@example.com\""))
	cli.Plan().WantCode(2).Want("1 to add").Want("1 to destroy").WantNot("Error:")
	cli.Apply().WantCode(0)
	cli.Plan().WantCode(0)
	if got := holding(h.Company()); got["mem-0"] != 5 {
		t.Errorf("they hold %v", got)
	}
}

// An organisation that was over the limit before can still be refreshed, planned, shrunk, destroyed.
func TestOverTheLimitAlready(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office(7)))
	members, numbers := adopted(7)
	cli := h.CLI().Write("main.tf", members+strings.Join(numbers, ""))
	cli.Apply().WantCode(0)
	cli.Plan().WantCode(0).Want("No changes.").WantNot("Warning:")
	cli.Run("apply", "-refresh-only", "-auto-approve", "-no-color").WantCode(0)
	cli.Write("main.tf", members+strings.Join(numbers[1:], ""))
	cli.Plan().WantCode(2).Want("1 to destroy").WantNot("Error:")
	cli.Apply().WantCode(0)
	cli.Write("main.tf", members+strings.Join(numbers[1:], "")+assignment("new", 9, "member_email = \"m0@example.com\""))
	cli.Plan().WantCode(1).Want("Too many numbers for one member")
	cli.Write("main.tf", members+strings.Join(numbers[1:], ""))
	cli.Destroy().WantCode(0)
	if got := holding(h.Company()); len(got) != 0 {
		t.Errorf("they hold %v", got)
	}
}

// A key that may only read is enough to plan with.
func TestPlanWithAReadOnlyKey(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office()), acctest.Service(func(o *simulator.Options) { o.ReadOnlyKey = "may-only-read" }), acctest.Setting("api_key", "may-only-read"))
	cli := h.CLI().Write("main.tf", memberBlock("anna")+assignment("a", 1, "member_email = onoff_member.anna.email"))
	cli.Plan().WantCode(2).Want("2 to add").WantNot("Error:", "Warning:")
	cli.Apply().WantCode(1).Want("lacks the right")
	if got := len(h.Company().Members); got != 1 {
		t.Errorf("there are %d members", got)
	}
}

// The rules need no network.
func TestPlanWithoutTheAPI(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office()), acctest.Setting("base_url", "http://127.0.0.1:1"), acctest.Setting("max_retries", "0"))
	config := memberBlock("anna")
	for i := range 6 {
		config += assignment(fmt.Sprintf("n%d", i), i, "member_email = onoff_member.anna.email")
	}
	h.CLI().Write("main.tf", config).Plan("-refresh=false").WantCode(1).
		Want("Too many numbers for one member").Want("5 is assumed").Want("max_numbers_per_member")
	h.WantSent(0, "*")
}

// What the organisation as it is suggests is a warning, once, with what to do.
func TestWarnings(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office(1)))
	plan := h.CLI().Write("main.tf", assignment("a", 0, "member_email = \"olga@example.com\"")+
		strings.Replace(memberBlock("anna"), "anna@", "M0@", 1)+
		"resource \"onoff_license\" \"all\" {\n  name = \"all\"\n  plan = \"connect\"\n  quantity = 1\n}\n").
		Plan().WantCode(2)
	plan.Want("is held by the member \"m0@example.com\"").Want("The e-mail is taken").Want(`id = "mem-0"`).Want("The licence block's name is taken").WantNot("Error:")
	h.WantSent(0, "POST *")
}

func TestWarningOfMissingLicences(t *testing.T) {
	t.Parallel()
	company := office(1)
	company.Licenses[0].Quantity = 2
	config := ""
	for i := range 3 {
		config += assignment(fmt.Sprintf("n%d", i), 1+i, "member_email = \"olga@example.com\"")
	}
	for name, test := range map[string]struct{ allow, want string }{
		"refused": {"false", "will be refused"},
		"bought":  {"true", "will be bought"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := acctest.New(t, acctest.Company(company), acctest.Setting("allow_license_purchase", test.allow))
			plan := h.CLI().Write("main.tf", config).Plan().WantCode(2).Want("No free licence for every number").Want("1 are free now").Want(test.want)
			if got := strings.Count(plan.Output, "No free licence for every number"); got != 1 {
				t.Errorf("it is said %d times", got)
			}
		})
	}
}

// What a tainted or replaced block runs into is itself, and not worth a warning.
func TestNoWarningOfOneself(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office()))
	cli := h.CLI().Write("main.tf", memberBlock("anna")+assignment("a", 1, "member_email = onoff_member.anna.email"))
	cli.Apply().WantCode(0)
	cli.Plan("-replace=onoff_member.anna", "-replace=onoff_number_assignment.a").WantCode(2).Want("2 to add").WantNot("Warning:", "Error:")
	cli.Run("taint", "onoff_member.anna").WantCode(0)
	cli.Run("taint", "onoff_number_assignment.a").WantCode(0)
	cli.Plan().WantCode(2).Want("2 to add").WantNot("Warning:", "Error:")
}

// Terraform makes an ordinary plan before it plans a destroy, and tells the provider nothing of it. So a
// configuration that breaks a rule has to be destroyed without that plan; the guide says so.
func TestDestroyingWhatBreaksARule(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office()))
	config := memberBlock("anna") + assignment("a", 1, "member_email = onoff_member.anna.email")
	cli := h.CLI().Write("main.tf", config)
	cli.Apply().WantCode(0)
	cli.Write("main.tf", config+assignment("b", 1, "member_email = onoff_member.anna.email"))
	cli.Destroy().WantCode(1).Want("The same number in two blocks")
	cli.Destroy("-refresh=false").WantCode(0)
	if got := holding(h.Company()); len(got) != 0 {
		t.Errorf("they hold %v", got)
	}
}

// Nobody would be left to manage the organisation: said before the service refuses, for a demotion and
// for a deletion, and not said while somebody else is an administrator too.
func TestTheLastAdministratorGoes(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		others []simulator.Member
		warned bool
	}{
		"the only one":    {nil, true},
		"one of two":      {[]simulator.Member{{FirstName: "Ben", LastName: "Roth", Email: "ben@example.com", Role: "ROLE_ADMIN"}}, false},
		"beside an owner": {[]simulator.Member{{FirstName: "Olga", LastName: "Martin", Email: "olga@example.com", Role: "ROLE_OWNER"}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := acctest.New(t, acctest.Company(simulator.Company{
				Account: simulator.Account{Name: "Office"},
				Members: append([]simulator.Member{{ID: "mem-anna", FirstName: "Anna", LastName: "Petit", Email: "anna@example.com", Role: "ROLE_ADMIN"}}, test.others...),
			}))
			p := h.Protocol()
			anna, diags := p.Import("onoff_member", "mem-anna")
			acctest.OK(t, diags)
			_, demoted := p.Plan("onoff_member", anna, acctest.Attrs{"first_name": "Anna", "last_name": "Petit", "email": "anna@example.com", "role": "user"})
			acctest.OK(t, demoted)
			_, deleted := p.Plan("onoff_member", anna, nil)
			acctest.OK(t, deleted)
			for what, diags := range map[string]acctest.Diagnostics{"made user": demoted, "deleted": deleted} {
				said := strings.Contains(diags.Warnings(), "The last administrator goes") && strings.Contains(diags.Warnings(), "to be "+what)
				if said != test.warned {
					t.Errorf("%s: said is %t, want %t: %s", what, said, test.warned, diags.Warnings())
				}
			}
		})
	}
}
