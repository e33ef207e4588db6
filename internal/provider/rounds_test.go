package provider_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// Blocks that are replaced, tainted or renamed are planned in ways that look like second blocks for
// the same objects. None of it is an error: in each round the company is the same afterwards.
func TestNoFalseAlarmInRandomRounds(t *testing.T) {
	t.Parallel()
	const companies, rounds = 4, 25
	for company := range companies {
		t.Run(fmt.Sprint("company ", company), func(t *testing.T) {
			t.Parallel()
			h := acctest.New(t, acctest.Company(office(5, 5, 2)))
			random := rand.New(rand.NewPCG(uint64(company), 7))
			plain := story{random: random}
			cli := h.CLI().Write("main.tf", plain.config(true))
			cli.Apply().WantCode(0)
			for round := range rounds {
				s := story{random: random}
				var flags []string
				for _, address := range cli.State() {
					if random.IntN(4) == 0 {
						flags = append(flags, "-replace="+address)
					}
				}
				// A renamed block can't be named by its old address.
				if random.IntN(2) == 0 {
					flags = nil
					s.rename = true
				}
				if random.IntN(3) == 0 {
					flags = append(flags, "-refresh=false")
				}
				if random.IntN(3) == 0 {
					flags = append(flags, "-parallelism=1")
				}
				tainted := ""
				if all := cli.State(); random.IntN(3) == 0 {
					tainted = all[random.IntN(len(all))]
					cli.Run("taint", tainted).WantCode(0)
				}
				config := s.config(false)
				cli.Write("main.tf", config)
				if plan := cli.Plan(flags...); plan.Code == 1 {
					t.Fatalf("round %d, %v, tainted %q, is refused:\n%s\n%s", round, flags, tainted, config, plan.Output)
				}
				if tainted != "" {
					cli.Run("untaint", tainted).WantCode(0)
				}
			}
			h.WantSent(0, "DELETE *")
		})
	}
}

// story is one way to write the same company.
type story struct {
	random *rand.Rand
	rename bool
}

// config writes three members with five, five and two numbers, referred to in every style.
func (s story) config(imports bool) string {
	var out strings.Builder
	number := 0
	for m, count := range []int{5, 5, 2} {
		member := s.block(&out, imports, "onoff_member", fmt.Sprintf("m%d", m), fmt.Sprintf("mem-%d", m),
			fmt.Sprintf("first_name = \"M\"\n  last_name = \"%d\"\n  email = \"m%d@example.com\"", m, m))
		for range count {
			holder := fmt.Sprintf("member_email = \"m%d@example.com\"", m)
			if !imports {
				holder = []string{holder, "member_email = " + member + ".email", "member_id = " + member + ".id"}[s.random.IntN(3)]
			}
			s.block(&out, imports, "onoff_number_assignment", fmt.Sprintf("n%d", number), phone(number),
				fmt.Sprintf("phone_number = %q\n  %s", phone(number), holder))
			number++
		}
	}
	return out.String()
}

// block writes one block, at times under another name, and tells Terraform of that at times.
func (s story) block(out *strings.Builder, imports bool, kind, name, id, body string) string {
	now := name
	if s.rename && s.random.IntN(3) == 0 {
		now = name + "_renamed"
		if s.random.IntN(2) == 0 {
			fmt.Fprintf(out, "moved {\n  from = %s.%s\n  to = %s.%s\n}\n", kind, name, kind, now)
		}
	}
	if imports {
		fmt.Fprintf(out, "import {\n  to = %s.%s\n  id = %q\n}\n", kind, now, id)
	}
	fmt.Fprintf(out, "resource %q %q {\n  %s\n}\n", kind, now, body)
	return kind + "." + now
}
