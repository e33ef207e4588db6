package provider_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// managed is an object in state and the block that it was made from.
type managed struct {
	object *acctest.Object
	config acctest.Attrs
}

// memberConfig and numberConfig are the blocks of what simulator.Generate makes, counted from 1.
func memberConfig(i int) acctest.Attrs {
	role := "user"
	if i == 1 {
		role = "owner"
	}
	return acctest.Attrs{
		"first_name": "Member", "last_name": fmt.Sprintf("No%d", i), "email": emailOf(i), "role": role,
		"department_ids": []any{fmt.Sprintf("department-%d", (i-1)%10+1)},
	}
}

func numberConfig(i int) acctest.Attrs {
	return acctest.Attrs{"phone_number": phoneOf(i), "member_email": emailOf(i)}
}

func emailOf(i int) string { return fmt.Sprintf("member%d@example.com", i) }
func phoneOf(i int) string { return fmt.Sprintf("+336%08d", 39980000+i-1) }

// adopt imports these members and their numbers, as they are, in a walk of its own that isn't counted.
func adopt(t *testing.T, h *acctest.Harness, members ...int) []managed {
	t.Helper()
	defer h.Forget()
	return adoptIn(t, h.Protocol(), members...)
}

func adoptIn(t *testing.T, p *acctest.Protocol, members ...int) []managed {
	t.Helper()
	all := make([]managed, 2*len(members))
	atOnce(16, len(all), 1, func(n int) {
		i := members[n/2]
		typeName, key, config := "onoff_member", fmt.Sprintf("member-%d", i), memberConfig(i)
		if n%2 == 1 {
			typeName, key, config = "onoff_number_assignment", phoneOf(i), numberConfig(i)
		}
		object, diags := p.Import(typeName, key)
		if err := diags.Err(); err != nil {
			t.Errorf("%s: %v", key, err)
		}
		all[n] = managed{object, config}
	})
	if t.Failed() {
		t.FailNow()
	}
	return all
}

// planUnchanged refreshes and plans all, so many at a time and in random order, as one walk does, and
// wants all of it kept and nothing changed.
func planUnchanged(t *testing.T, h *acctest.Harness, all []managed, parallelism int) {
	t.Helper()
	planIn(t, h.Protocol(), all, parallelism)
}

func planIn(t *testing.T, p *acctest.Protocol, all []managed, parallelism int) {
	t.Helper()
	atOnce(parallelism, len(all), uint64(parallelism), func(n int) {
		m := all[n]
		read, diags := p.Read(m.object)
		if err := diags.Err(); err != nil || read == nil {
			t.Errorf("%v: %v: %v", m.config, read, err)
			return
		}
		if warned := diags.Warnings(); warned != "" {
			t.Errorf("%v: %s", m.config, warned)
		}
		if planned, diags := p.Plan(read.Type, read, m.config); diags.Err() != nil || !planned.Empty() {
			t.Errorf("%v: planned %v: %v", m.config, planned.Attrs(), diags.Err())
		}
	})
}

// atOnce does so many pieces of work, some at a time, in a random order that the seed repeats.
func atOnce(parallelism, count int, seed uint64, work func(n int)) {
	todo := make(chan int, count)
	for _, n := range rand.New(rand.NewPCG(seed, 11)).Perm(count) {
		todo <- n
	}
	close(todo)
	var workers sync.WaitGroup
	for range parallelism {
		workers.Go(func() {
			for n := range todo {
				work(n)
			}
		})
	}
	workers.Wait()
}

// wantAtMost fails the test if more requests were sent than is allowed, and forgets them.
func wantAtMost(t *testing.T, h *acctest.Harness, most int) {
	t.Helper()
	byRoute := map[string]int{}
	for _, r := range h.Sent() {
		byRoute[strings.Replace(r.Route, simulator.Prefix, "", 1)]++
	}
	if sent := h.Requests(); sent > most {
		t.Errorf("%d requests, at most %d are allowed: %v", sent, most, byRoute)
	} else {
		t.Logf("%d requests of %d allowed: %v", sent, most, byRoute)
	}
	h.Forget()
}

func upTo(n int) []int {
	numbers := make([]int, n)
	for i := range numbers {
		numbers[i] = i + 1
	}
	return numbers
}

func pagesOf(n int) int { return (n + 99) / 100 }

func TestAPlanWithoutChangesCostsPagesNotObjects(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		members     int
		parallelism []int
		noSingles   bool
		most        int
	}{
		{1, []int{1, 10, 100}, false, 5},
		{30, []int{1, 10, 100}, false, 5},
		{100, []int{1, 10, 100}, false, 5},
		{250, []int{1, 10, 100}, false, 4*pagesOf(250) + 5},
		{1000, []int{10}, false, 4*pagesOf(1000) + 5},
		{100, []int{1, 10, 100}, true, 2*pagesOf(100) + 5},
		{250, []int{1, 10, 100}, true, 2*pagesOf(250) + 5},
		{1000, []int{10}, true, 2*pagesOf(1000) + 5},
	} {
		kind := ""
		if test.noSingles {
			kind = " without single objects"
		}
		t.Run(fmt.Sprint(test.members, " members", kind), func(t *testing.T) {
			if testing.Short() && test.members > 250 {
				t.Skip("long")
			}
			h := acctest.New(t, acctest.Company(simulator.Generate(test.members)), acctest.Service(func(o *simulator.Options) {
				o.NoSingleObjects = test.noSingles
			}))
			all := adopt(t, h, upTo(test.members)...)
			for _, parallelism := range test.parallelism {
				planUnchanged(t, h, all, parallelism)
				wantAtMost(t, h, test.most)
			}
			h.WantSent(0, "POST *", "PATCH *", "DELETE *")
		})
	}
}

func TestThreeMembersOfTenThousandDontCostTheListing(t *testing.T) {
	h := acctest.New(t, acctest.Company(simulator.Generate(10_000)))
	for seed := range uint64(3) {
		random := rand.New(rand.NewPCG(seed, 5))
		three := adopt(t, h, 1+random.IntN(10_000), 1+random.IntN(10_000), 1+random.IntN(10_000))
		for _, parallelism := range []int{1, 10} {
			planUnchanged(t, h, three, parallelism)
			wantAtMost(t, h, 20)
		}
	}
}

// The same through a real CLI, whose order and parallelism are its own.
func TestThePlanOfACLICostsPagesNotObjects(t *testing.T) {
	const members = 100
	h := acctest.New(t, acctest.Company(simulator.Generate(members)))
	cli := h.CLI().Write("main.tf", fmt.Sprintf(`
locals {
  members = { for i in range(1, %d) : tostring(i) => i }
}

import {
  for_each = local.members
  to       = onoff_member.all[each.key]
  id       = "member-${each.key}"
}

resource "onoff_member" "all" {
  for_each       = local.members
  first_name     = "Member"
  last_name      = "No${each.key}"
  email          = "member${each.key}@example.com"
  role           = each.value == 1 ? "owner" : "user"
  department_ids = ["department-${(each.value - 1) %% 10 + 1}"]
}

import {
  for_each = local.members
  to       = onoff_number_assignment.all[each.key]
  id       = format("+336%%08d", 39979999 + each.value)
}

resource "onoff_number_assignment" "all" {
  for_each     = local.members
  phone_number = format("+336%%08d", 39979999 + each.value)
  member_email = onoff_member.all[each.key].email
}
`, members+1))
	cli.Apply().WantCode(0)
	h.WantSent(0, "POST *", "PATCH *", "DELETE *")
	h.Forget()
	cli.Plan().WantCode(0)
	wantAtMost(t, h, 5)
}
