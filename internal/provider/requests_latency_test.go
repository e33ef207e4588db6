package provider_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/provider"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// In a bubble only waiting takes time, so what a plan takes there is what an API with latency adds to
// it at most. A cursor leads from page to page, so the pages of one list come one after the other;
// everything else has to happen beside that.
func TestLatencyIsPaidOncePerPage(t *testing.T) {
	t.Parallel()
	const latency = 100 * time.Millisecond
	for _, test := range []struct{ members, parallelism int }{{100, 10}, {300, 10}, {300, 100}, {1000, 10}} {
		t.Run(fmt.Sprint(test.members, " members, ", test.parallelism, " at a time"), func(t *testing.T) {
			if testing.Short() && test.members > 300 {
				t.Skip("long")
			}
			w := &wire{}
			h := acctest.New(t, acctest.Provider(provider.WithTransport(w)))
			t.Context().Done() // made outside of the bubble, since it's closed there
			synctest.Test(t, func(t *testing.T) {
				company := simulator.Generate(test.members)
				serve := func(latency time.Duration) {
					var err error
					if w.to, err = simulator.New(simulator.Options{APIKey: acctest.APIKey, Company: &company, Latency: latency}); err != nil {
						t.Fatal(err)
					}
				}
				walk := func() *acctest.Protocol {
					p := h.Protocol()
					p.Context = t.Context()
					return p
				}
				serve(0)
				all := adoptIn(t, walk(), upTo(test.members)...)
				serve(latency)
				began := time.Now()
				planIn(t, walk(), all, test.parallelism)
				took := time.Since(began)
				// The simulator has a page without items in each list of several.
				pages := pagesOf(test.members)
				if pages > 1 {
					pages++
				}
				t.Logf("%s for %d pages and %d requests", took, pages, w.to.Tally().Total)
				if most := time.Duration(pages+4) * latency; took > most {
					t.Errorf("it took %s, and %d pages shouldn't take more than %s", took, pages, most)
				}
			})
		})
	}
}
