package provider_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/provider"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// wire carries requests to a simulator within the process, so that its time can be simulated too.
type wire struct {
	to *simulator.Simulator

	mu       sync.Mutex
	answered []answered
}

type answered struct {
	at     time.Time
	status int
}

func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	arrived := httptest.NewRequestWithContext(req.Context(), req.Method, req.URL.RequestURI(), req.Body)
	for name, values := range req.Header {
		for _, value := range values {
			arrived.Header.Add(name, value) // the client may spell names in lower case, a server never does
		}
	}
	recorder := httptest.NewRecorder()
	w.to.ServeHTTP(recorder, arrived)
	resp := recorder.Result()
	resp.Request = req
	w.mu.Lock()
	defer w.mu.Unlock()
	w.answered = append(w.answered, answered{time.Now(), resp.StatusCode})
	return resp, nil
}

// refused counts the requests that came so long after the first answer, and those among them that the
// quota refused.
func (w *wire) refused(later time.Duration) (sent, refused int) {
	for _, a := range w.answered {
		if a.at.Sub(w.answered[0].at) < later {
			continue
		}
		sent++
		if a.status == http.StatusTooManyRequests {
			refused++
		}
	}
	return sent, refused
}

// A walk that creates 300 members under a quota uses the quota and is hardly ever refused.
func TestOnboardingUnderAQuotaUsesIt(t *testing.T) {
	t.Parallel()
	const members, perSecond = 300, 20
	for _, parallelism := range []int{1, 10, 100} {
		for _, latency := range []time.Duration{0, 100 * time.Millisecond} {
			if parallelism == 1 && latency > 0 {
				continue // ten a second are all that can be had
			}
			t.Run(fmt.Sprintf("%d at a time, %s", parallelism, latency), func(t *testing.T) {
				w := &wire{}
				h := acctest.New(t, acctest.Provider(provider.WithTransport(w)))
				t.Context().Done() // made outside of the bubble, since it's closed there
				synctest.Test(t, func(t *testing.T) {
					var err error
					w.to, err = simulator.New(simulator.Options{APIKey: acctest.APIKey, RequestsPerSecond: perSecond, Latency: latency})
					if err != nil {
						t.Fatal(err)
					}
					p := h.Protocol()
					p.Context = t.Context()
					began := time.Now()
					atOnce(parallelism, members, 1, func(n int) {
						_, diags := p.Create("onoff_member", acctest.Attrs{
							"first_name": "New", "last_name": fmt.Sprint(n), "email": fmt.Sprintf("new%d@example.com", n),
						})
						if err := diags.Err(); err != nil {
							t.Errorf("member %d: %v", n, err)
						}
					})
					took := time.Since(began)

					accepted := w.to.Tally().Total
					for _, r := range w.to.Journal() {
						if r.Status == http.StatusTooManyRequests {
							accepted--
						}
					}
					if accepted > members+5 {
						t.Errorf("%d requests were accepted for %d members", accepted, members)
					}
					// What is in the bucket at the start comes at once.
					bound := time.Duration(members-perSecond) * time.Second / perSecond
					used := 100 * bound.Seconds() / took.Seconds()
					sent, refused := w.refused(2 * time.Second)
					t.Logf("%s, %.0f %% of what the quota allows; after two seconds %d of %d refused", took, used, refused, sent)
					if used < 90 {
						t.Errorf("it took %s: %.0f %% of what the quota allows", took, used)
					}
					if refused*50 > sent {
						t.Errorf("%d of %d refused once the quota was known", refused, sent)
					}
					if company := w.to.Company(); len(company.Members) != members+1 || len(company.Mails) != members {
						t.Errorf("%d members, %d mails", len(company.Members), len(company.Mails))
					}
				})
			})
		}
	}
}
