package provider_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/provider"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// smallPages makes lists of many pages out of few members.
func smallPages(o *simulator.Options) { o.PageLimit = 10 }

// A page that is lost, or comes twice, turned round, cut short or empty, changes nothing in state.
func TestASpoiltPageChangesNothing(t *testing.T) {
	t.Parallel()
	const members = 25
	for _, fault := range []string{"lost", "repeated", "reordered", "truncated", "empty"} {
		for _, singles := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, single objects: %t", fault, singles), func(t *testing.T) {
				h := acctest.New(t, acctest.Company(simulator.Generate(members)), acctest.Service(smallPages),
					acctest.Service(func(o *simulator.Options) { o.NoSingleObjects = !singles }))
				all := adopt(t, h, upTo(members)...)
				for page := range 2 {
					for i, route := range []string{"GET /api/v1/members", "GET /api/v1/numbers"} {
						h.Fault(simulator.Fault{Route: route, Page: fault, Skip: page, Count: 1})
						planUnchanged(t, h, all, []int{1, 10}[(page+i)%2])
						h.NoFaults()
					}
				}
			})
		}
	}
}

// A list isn't a snapshot. Whoever is deleted while it's read moves the rest up, past the next page.
func TestAListThatChangesWhileItIsReadLosesNobody(t *testing.T) {
	t.Parallel()
	const members = 45
	for _, singles := range []bool{true, false} {
		t.Run(fmt.Sprint("single objects: ", singles), func(t *testing.T) {
			between := &betweenPages{}
			h := acctest.New(t, acctest.Company(simulator.Generate(members)), acctest.Service(smallPages),
				acctest.Service(func(o *simulator.Options) { o.NoSingleObjects = !singles }),
				acctest.Provider(provider.WithTransport(between)))
			all := adopt(t, h, upTo(members)...)
			next := 2
			between.set(func() {
				for i := next; i < next+3 && i < 8; i++ {
					h.Behind(http.MethodPost, "/numbers/"+phoneOf(i)+"/unassign", nil, nil)
					h.Behind(http.MethodDelete, fmt.Sprintf("/members/member-%d", i), nil, nil)
				}
				next += 3
			})
			p := h.Protocol()
			atOnce(4, len(all), 9, func(n int) {
				m, i := all[n], n/2+1
				read, diags := p.Read(m.object)
				deleted := i >= 2 && i < 8
				switch {
				case diags.Err() != nil:
					t.Errorf("%v: %v", m.config, diags.Err())
				case read == nil && !deleted:
					t.Errorf("%v left the state: %s", m.config, diags.Warnings())
				case read == nil && !strings.Contains(diags.Warnings(), "no longer"):
					t.Errorf("%v left the state without a word: %s", m.config, diags.Warnings())
				case read != nil && read.ID() != m.object.ID():
					t.Errorf("%v became %s", m.config, read.ID())
				}
			})
			if next < 8 {
				t.Error("nothing changed while the list was read")
			}
		})
	}
}

// betweenPages lets something happen before each page of the members but the first is asked for.
type betweenPages struct {
	mu     sync.Mutex
	happen func()
}

func (b *betweenPages) set(happen func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.happen = happen
}

func (b *betweenPages) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Path == simulator.Prefix+"/members" && req.URL.Query().Has("offset") {
		b.mu.Lock()
		if b.happen != nil {
			b.happen()
		}
		b.mu.Unlock()
	}
	return http.DefaultTransport.RoundTrip(req)
}
