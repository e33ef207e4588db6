package directory_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

func TestAnApplyOfAFewChangesCostsAFewRequests(t *testing.T) {
	t.Parallel()
	first := newWorld(t, withPool(withLicenses(people(3000), 4000), 500))
	next := 0 // members and numbers are changed once only
	kinds := map[string]func(ctx context.Context, d *directory.Directory, i int) error{
		"create member": func(ctx context.Context, d *directory.Directory, i int) error {
			c := anna
			c.Email = fmt.Sprintf("new.%d@acme.example", i)
			_, err := d.CreateMember(ctx, c)
			return err
		},
		"rename member": func(ctx context.Context, d *directory.Directory, i int) error {
			_, err := d.UpdateMember(ctx, memberID(i), onoff.MemberUpdate{FirstName: new("Anna")})
			return err
		},
		"assign by e-mail": func(ctx context.Context, d *directory.Directory, i int) error {
			m, err := d.MemberByEmail(ctx, emailOf(i))
			if err != nil {
				return err
			}
			_, err = d.Assign(ctx, directory.AssignRequest{Phone: poolPhone(i), Holder: directory.Holder{MemberID: m.ID}})
			return err
		},
		"pick by ID": func(ctx context.Context, d *directory.Directory, i int) error {
			_, err := d.Assign(ctx, directory.AssignRequest{Pick: directory.Pick{CountryCode: "FR"}, Holder: holderOf(i)})
			return err
		},
		"move": func(ctx context.Context, d *directory.Directory, i int) error {
			_, err := d.Assign(ctx, directory.AssignRequest{Phone: phoneOf(i), Holder: holderOf(i + 1500), From: holderOf(i)})
			return err
		},
		"unassign": func(ctx context.Context, d *directory.Directory, i int) error {
			return d.Unassign(ctx, phoneOf(i), holderOf(i))
		},
		"delete member": func(ctx context.Context, d *directory.Directory, i int) error {
			if err := d.Unassign(ctx, phoneOf(i), holderOf(i)); err != nil {
				return err
			}
			return d.DeleteMember(ctx, memberID(i))
		},
	}
	for name, change := range kinds {
		for _, k := range []int{1, 3, 20} {
			w := first.again(directory.Options{BulkReads: true})
			from := next + 1
			next += k
			w.requests(t)
			for i := range k { // one after the other is the harder case to share what is read
				if err := change(t.Context(), w.Directory, from+i); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			}
			changes := k
			if name == "delete member" {
				changes = 2 * k
			}
			w.costsAtMost(t, 3*changes+5)
		}
	}
}

// What a create has made while the run was interrupted is told, so that it can be recorded.
func TestAnInterruptedCreateIsHeardOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, people(30))
		w.faults(t, simulator.Fault{Route: "POST /members", When: "after", Delay: 3 * time.Second})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		m, err := w.CreateMember(ctx, anna)
		if err != nil || m.Email != anna.Email {
			t.Errorf("got %v, %v", m, err)
		}
	})
}
