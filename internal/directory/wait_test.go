package directory_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// full is a company whose members 1 to n hold five numbers each, which is the limit.
func full(n int) simulator.Company {
	c := withLicenses(people(30), 500)
	for i := 1; i <= n; i++ {
		for j := range 4 {
			c.Numbers = append(c.Numbers, simulator.Number{
				ID: "n-full-" + fullPhone(i, j), PhoneNumber: fullPhone(i, j), CountryCode: "FR", Type: "mobile",
				MemberIDRef: memberID(i), LicenseIDRef: "l-1",
			})
		}
	}
	return c
}

func fullPhone(i, j int) string { return poolPhone(1000 + 10*i + j) }

// change is one of the changes that a run makes at a time.
type change func(context.Context, *directory.Directory) error

func assign(phone string, to, from directory.Holder) change {
	return func(ctx context.Context, d *directory.Directory) error {
		_, err := d.Assign(ctx, directory.AssignRequest{Phone: phone, Holder: to, From: from})
		return err
	}
}

func unassign(phone string, from directory.Holder) change {
	return func(ctx context.Context, d *directory.Directory) error { return d.Unassign(ctx, phone, from) }
}

func after(d time.Duration, then change) change {
	return func(ctx context.Context, dir *directory.Directory) error {
		time.Sleep(d)
		return then(ctx, dir)
	}
}

// apply makes all changes at once and gives their errors.
func apply(t *testing.T, w *world, changes ...change) []error {
	t.Helper()
	errs := make([]error, len(changes))
	atOnce(len(changes), func(i int) { errs[i] = changes[i](t.Context(), w.Directory) })
	return errs
}

func TestAChangeWaitsForTheOneThatMakesRoom(t *testing.T) {
	t.Parallel()
	one, two, three := holderOf(1), holderOf(2), holderOf(3)
	rename := func(i int, email string) change {
		return func(ctx context.Context, d *directory.Directory) error {
			_, err := d.UpdateMember(ctx, memberID(i), onoff.MemberUpdate{Email: &email})
			return err
		}
	}
	tests := map[string][]change{
		"a number for another at the limit": {assign(poolPhone(0), one, directory.Holder{}), after(3*time.Second, unassign(phoneOf(1), one))},
		"a chain of moves": {
			assign(phoneOf(3), two, three), assign(phoneOf(2), one, two), after(time.Second, assign(phoneOf(1), holderOf(4), one)),
		},
		"a number from hand to hand": {
			assign(phoneOf(5), holderOf(7), holderOf(6)), after(time.Second, assign(phoneOf(5), holderOf(6), holderOf(5))),
		},
		"released by one block, taken by another": {
			assign(phoneOf(5), holderOf(6), directory.Holder{}), after(4*time.Second, unassign(phoneOf(5), holderOf(5))),
		},
		"an e-mail that is given up": {
			func(ctx context.Context, d *directory.Directory) error {
				c := anna
				c.Email = emailOf(9)
				_, err := d.CreateMember(ctx, c)
				return err
			},
			after(2*time.Second, rename(9, "elsewhere@acme.example")),
		},
		"an e-mail whose owner leaves": {
			rename(8, emailOf(9)),
			after(2*time.Second, func(ctx context.Context, d *directory.Directory) error {
				if err := d.Unassign(ctx, phoneOf(9), holderOf(9)); err != nil {
					return err
				}
				return d.DeleteMember(ctx, memberID(9))
			}),
		},
		"a leaver whose number moves": {
			func(ctx context.Context, d *directory.Directory) error { return d.DeleteMember(ctx, memberID(9)) },
			after(time.Second, assign(phoneOf(9), holderOf(10), holderOf(9))),
		},
		"a department that is left": {
			func(ctx context.Context, d *directory.Directory) error { return d.DeleteDepartment(ctx, "d-sales") },
			after(time.Second, func(ctx context.Context, d *directory.Directory) error {
				_, err := d.UpdateMember(ctx, memberID(20), onoff.MemberUpdate{DepartmentIDs: &[]string{}})
				return err
			}),
		},
		"a department name that is given up": {
			func(ctx context.Context, d *directory.Directory) error {
				_, err := d.CreateDepartment(ctx, "support")
				return err
			},
			after(time.Second, func(ctx context.Context, d *directory.Directory) error {
				_, err := d.UpdateDepartment(ctx, "d-support", "Care")
				return err
			}),
		},
		"a licence block whose last number leaves": {
			func(ctx context.Context, d *directory.Directory) error { return d.DeleteLicense(ctx, "l-small") },
			after(time.Second, unassign(poolPhone(50), holderOf(11))),
		},
		"a licence block that grows": {
			func(ctx context.Context, d *directory.Directory) error {
				_, err := d.Assign(ctx, directory.AssignRequest{Phone: poolPhone(0), Holder: holderOf(12), LicenseID: "l-small"})
				return err
			},
			after(time.Second, func(ctx context.Context, d *directory.Directory) error {
				_, err := d.UpdateLicense(ctx, "l-small", onoff.LicenseUpdate{Quantity: new(2)})
				return err
			}),
		},
		"a licence that is freed": {
			func(ctx context.Context, d *directory.Directory) error {
				_, err := d.Assign(ctx, directory.AssignRequest{Phone: poolPhone(0), Holder: holderOf(12), LicenseID: "l-small"})
				return err
			},
			after(time.Second, unassign(poolPhone(50), holderOf(11))),
		},
	}
	for name, changes := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				company := withPool(full(2), 5)
				company.Members[20].DepartmentIDRefs = []string{"d-sales"}
				company.Licenses = append(company.Licenses, simulator.License{ID: "l-small", Name: "Small", Quantity: 1})
				company.Numbers = append(company.Numbers, simulator.Number{
					ID: "n-small", PhoneNumber: poolPhone(50), CountryCode: "FR", MemberIDRef: memberID(11), LicenseIDRef: "l-small",
				})
				w := newWorld(t, company)
				began := time.Now()
				for i, err := range apply(t, w, changes...) {
					if err != nil {
						t.Errorf("change %d: %v", i, err)
					}
				}
				if took := time.Since(began); took > 5*time.Second {
					t.Errorf("it took %v", took)
				}
				w.costsAtMost(t, 3*len(changes)+5)
			})
		})
	}
}

func TestASwapAtTheLimitEndsSoonAndNamesBoth(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, full(2), slow)
		began := time.Now()
		errs := apply(t, w, assign(phoneOf(1), holderOf(2), holderOf(1)), assign(phoneOf(2), holderOf(1), holderOf(2)))
		if took := time.Since(began); took > 12*time.Second {
			t.Errorf("it took %v", took)
		}
		for i, err := range errs {
			other := 2 - i
			stuck, ok := errors.AsType[*directory.Stuck](err)
			if !ok || !onoff.HasCode(err, onoff.CodeNumberLimitReached) {
				t.Fatalf("got %v", err)
			}
			if !strings.Contains(stuck.Who, emailOf(other)) || len(stuck.Holding) != 5 || !slices.Contains(stuck.Holding, phoneOf(other)) ||
				!strings.Contains(err.Error(), phoneOf(other)) {
				t.Errorf("got %+v", stuck)
			}
		}
		if w.holderNow(phoneOf(1)) != memberID(1) || w.holderNow(phoneOf(2)) != memberID(2) {
			t.Error("something has moved")
		}
		_, by := w.requests(t)
		if by["POST /numbers/{phoneNumber}/assign"] > 4 {
			t.Errorf("requests: %v", by)
		}
	})
}

func TestWaitingGoesOnWhileTheRunGetsOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, withPool(full(1), 5))
		done := make(chan struct{})
		go func() {
			defer close(done)
			for i := range 10 { // a long run in which every step is short of the end of patience
				time.Sleep(9 * time.Second)
				name := "Member " + string(rune('a'+i))
				if _, err := w.UpdateMember(t.Context(), memberID(5), onoff.MemberUpdate{FirstName: &name}); err != nil {
					t.Error(err)
				}
			}
			time.Sleep(9 * time.Second)
			if err := w.Unassign(t.Context(), phoneOf(1), holderOf(1)); err != nil {
				t.Error(err)
			}
		}()
		if _, err := w.Assign(t.Context(), directory.AssignRequest{Phone: poolPhone(0), Holder: holderOf(1)}); err != nil {
			t.Error(err)
		}
		<-done
		// It isn't tried at each of the changes, since they free nothing that it needs.
		if _, by := w.requests(t); by["POST /numbers/{phoneNumber}/assign"] != 2 {
			t.Errorf("requests: %v", by)
		}
	})
}

func TestWaitingGoesOnWhileAWriteIsUnderWay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, withPool(full(1), 5))
		w.faults(t, simulator.Fault{Route: "POST /numbers/{phoneNumber}/unassign", Delay: 25 * time.Second})
		for _, err := range apply(t, w, assign(poolPhone(0), holderOf(1), directory.Holder{}), unassign(phoneOf(1), holderOf(1))) {
			if err != nil {
				t.Error(err)
			}
		}
	})
}

func TestOthersWaitForACoolDown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		company := withPool(full(1), 5)
		company.Numbers[1].AssignedAt = time.Now()
		w := newWorld(t, company, func(s *simulator.Options, _ *directory.Options, _ *wire) { s.ReassignCooldown = 30 * time.Minute })
		for _, err := range apply(t, w, assign(poolPhone(0), holderOf(1), directory.Holder{}), assign(phoneOf(1), holderOf(9), holderOf(1))) {
			if err != nil {
				t.Error(err)
			}
		}
	})
}

func TestWhatMakesRoomBehindTheRunsBackIsFoundInALastTry(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, withPool(full(1), 5))
		other := w.again(directory.Options{BulkReads: true})
		errs := make(chan error)
		go func() {
			_, err := w.Assign(t.Context(), directory.AssignRequest{Phone: poolPhone(0), Holder: holderOf(1)})
			errs <- err
		}()
		time.Sleep(2 * time.Second)
		if err := other.Unassign(t.Context(), phoneOf(1), holderOf(1)); err != nil {
			t.Error(err)
		}
		if err := <-errs; err != nil {
			t.Error(err)
		}
	})
}

func TestAWaitEndsWithItsContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, withPool(full(1), 5))
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		began := time.Now()
		_, err := w.Assign(ctx, directory.AssignRequest{Phone: poolPhone(0), Holder: holderOf(1)})
		if !errors.Is(err, context.DeadlineExceeded) || !onoff.HasCode(err, onoff.CodeNumberLimitReached) || time.Since(began) > 3*time.Second {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
	})
}

func TestADepartmentThatManyLeaveIsntTriedForEach(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		company := people(201)
		for i := 1; i <= 200; i++ {
			company.Members[i].DepartmentIDRefs = []string{"d-sales"}
		}
		w := newWorld(t, company, slow)
		changes := []change{func(ctx context.Context, d *directory.Directory) error { return d.DeleteDepartment(ctx, "d-sales") }}
		todo := make(chan int, 200)
		for i := range 200 {
			todo <- i + 1
		}
		close(todo)
		for range 9 {
			changes = append(changes, func(ctx context.Context, d *directory.Directory) error {
				for i := range todo {
					if _, err := d.UpdateMember(ctx, memberID(i), onoff.MemberUpdate{DepartmentIDs: &[]string{}}); err != nil {
						return err
					}
				}
				return nil
			})
		}
		for _, err := range apply(t, w, changes...) {
			if err != nil {
				t.Error(err)
			}
		}
		if _, by := w.requests(t); by["DELETE /departments/{departmentId}"] > 10 {
			t.Errorf("requests: %v", by)
		}
	})
}

func TestWhatStandsInTheWayIsNamed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		company := full(1)
		company.Members[20].DepartmentIDRefs = []string{"d-sales"}
		w := newWorld(t, company)
		taken := emailOf(3)
		_, renamed := w.UpdateMember(t.Context(), memberID(2), onoff.MemberUpdate{Email: &taken})
		for want, err := range map[string]error{
			phoneOf(4):  w.DeleteMember(t.Context(), memberID(4)),
			emailOf(20): w.DeleteDepartment(t.Context(), "d-sales"),
			memberID(3): renamed,
			`"Main"`:    w.DeleteLicense(t.Context(), "l-1"),
		} {
			if _, ok := errors.AsType[*directory.Stuck](err); !ok || !strings.Contains(err.Error(), want) {
				t.Errorf("%q isn't named in: %v", want, err)
			}
		}
	})
}
