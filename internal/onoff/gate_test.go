package onoff

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

// halfway stands for chance in tests.
func halfway() float64 { return 0.5 }

func TestGateUsesTheQuotaAndIsRarelyRefused(t *testing.T) {
	t.Parallel()
	for _, parallel := range []int{1, 10, 100} {
		for _, latency := range []time.Duration{0, 5 * time.Millisecond, 30 * time.Millisecond, 100 * time.Millisecond} {
			for _, silent := range []bool{false, true} {
				t.Run(fmt.Sprintf("%d at a time, %s, silent %v", parallel, latency, silent), func(t *testing.T) {
					t.Parallel()
					synctest.Test(t, func(t *testing.T) {
						const members, rate = 300, 20.0
						service := newMeter(rate, rate, latency)
						service.silent = silent
						client := newTestClient(t, Config{Transport: service, Jitter: halfway})
						began := time.Now()
						create(t, client, members, parallel)
						took := time.Since(began)

						// What the quota allows, and what one worker can do at this latency.
						bound := max((members-rate)/rate, members/float64(parallel)*latency.Seconds())
						least := 0.90
						if silent {
							least = 0.85 // nothing says how long to hold, so the first guess can be wrong
						}
						if used := bound / took.Seconds(); used < least {
							t.Errorf("took %s: %.0f %% of what the quota allows", took, 100*used)
						}
						learned := began.Add(3 * time.Second)
						if refused := service.refusedAfter(learned); refused > members/50 {
							t.Errorf("%d refusals once the quota was known", refused)
						}
						if most := max(parallel, 2*int(rate)) + 5; len(service.refused) > most {
							t.Errorf("%d refusals in all", len(service.refused))
						}
					})
				})
			}
		}
	}
}

// TestGateFitsAnyQuota draws services. Whatever they allow, nothing fails, most of it is used, and a
// refusal stays the exception.
func TestGateFitsAnyQuota(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		rate := rapid.Float64Range(3, 40).Draw(rt, "rate")
		size := rate * rapid.Float64Range(1, 5).Draw(rt, "seconds of burst")
		latency := rapid.IntRange(0, 200).Draw(rt, "latency in ms")
		parallel := rapid.SampledFrom([]int{1, 2, 10, 30}).Draw(rt, "parallel")
		silent := rapid.Bool().Draw(rt, "silent")
		synctest.Test(t, func(t *testing.T) {
			service := newMeter(rate, size, time.Duration(latency)*time.Millisecond)
			service.silent = silent
			client := newTestClient(t, Config{Transport: service, Jitter: halfway})
			began := time.Now()
			members := int(size + 20*rate)
			create(t, client, members, parallel)
			took := time.Since(began).Seconds()
			bound := max(20, float64(members)/float64(parallel)*float64(latency)/1000)
			if used := bound / took; used < 0.7 {
				rt.Errorf("took %.1f s: %.0f %% of what the quota allows", took, 100*used)
			}
			if refused := service.refusedAfter(began.Add(15 * time.Second)); float64(refused) > float64(members)/20+float64(2*parallel) {
				rt.Errorf("%d of %d refused once the quota was known", refused, members)
			}
		})
	})
}

// TestGateFitsAWindow has a service that counts by the clock: so many requests in each second or
// minute, none saved up for the next.
func TestGateFitsAWindow(t *testing.T) {
	t.Parallel()
	for _, window := range []struct {
		length   time.Duration
		requests int
	}{{time.Second, 20}, {time.Second, 5}, {10 * time.Second, 50}, {time.Minute, 100}} {
		t.Run(fmt.Sprintf("%d in %s", window.requests, window.length), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var mu sync.Mutex
				taken := map[time.Time]int{}
				var refused []time.Duration
				began := time.Now()
				client := newTestClient(t, Config{Jitter: halfway, Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
					time.Sleep(20 * time.Millisecond)
					mu.Lock()
					defer mu.Unlock()
					now := time.Now()
					this := now.Truncate(window.length)
					if taken[this] >= window.requests {
						refused = append(refused, now.Sub(began))
						resp := respond(req, 429, "")
						resp.Header.Set("Retry-After", fmt.Sprint(1+int(this.Add(window.length).Sub(now).Seconds())))
						return resp, nil
					}
					taken[this]++
					return respond(req, 201, `{"id":"1"}`), nil
				})})
				windows := 30
				create(t, client, windows*window.requests, 10)
				took := time.Since(began)
				if used := float64(windows) * window.length.Seconds() / took.Seconds(); used < 0.7 {
					t.Errorf("took %s: %.0f %% of what the quota allows", took, 100*used)
				}
				late := 0
				for _, at := range refused {
					if at > 10*window.length {
						late++
					}
				}
				if late*50 > windows*window.requests {
					t.Errorf("%d refused once the quota was known", late)
				}
				t.Logf("took %s of %s, %d refused, %d late", took, time.Duration(windows)*window.length, len(refused), late)
			})
		})
	}
}

func TestGateFollowsAQuotaThatChanges(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		service := newMeter(20, 20, 10*time.Millisecond)
		client := newTestClient(t, Config{Transport: service, Jitter: halfway})
		ctx, stop := context.WithCancel(t.Context())
		var workers sync.WaitGroup
		for range 10 {
			workers.Go(func() {
				for ctx.Err() == nil {
					if _, err := client.GetMember(ctx, "m1"); err != nil && ctx.Err() == nil {
						t.Error(err)
					}
				}
			})
		}
		rate := func(d time.Duration) float64 {
			before := service.count()
			time.Sleep(d)
			return float64(service.count()-before) / d.Seconds()
		}
		time.Sleep(10 * time.Second)
		service.setRate(100, 100)
		time.Sleep(90 * time.Second)
		if got := rate(20 * time.Second); got < 85 {
			t.Errorf("%.1f requests/s long after the quota rose to 100", got)
		}
		service.setRate(10, 10)
		time.Sleep(15 * time.Second)
		refused := service.refusals()
		if got := rate(60 * time.Second); got < 8.5 {
			t.Errorf("%.1f requests/s long after the quota fell to 10", got)
		}
		if n := service.refusals() - refused; n > 12 {
			t.Errorf("%d refusals in a minute at 10 requests/s", n)
		}
		stop()
		workers.Wait()
	})
}

func TestGateKeepsRequestsPerSecond(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		service := newMeter(1000, 1000, 0)
		client := newTestClient(t, Config{Transport: service, RequestsPerSecond: 20})
		create(t, client, 100, 10)
		times := service.accepted
		for i, at := range times {
			if i >= 25 && at.Sub(times[i-25]) < time.Second {
				t.Fatalf("requests %d to %d took %s", i-25, i, at.Sub(times[i-25]))
			}
		}
		if took := times[99].Sub(times[0]); took > 5200*time.Millisecond {
			t.Errorf("100 requests took %s", took)
		}
	})
}

// TestGateHoldsBackAll tells one request to wait, and sees that none is sent before.
func TestGateHoldsBackAll(t *testing.T) {
	t.Parallel()
	date := func(d time.Duration) string { return time.Now().Add(d).UTC().Format(http.TimeFormat) }
	for name, test := range map[string]struct {
		status int
		after  func() string
		hold   time.Duration
	}{
		"429 in seconds":       {429, func() string { return "7" }, 7 * time.Second},
		"429 until a date":     {429, func() string { return date(9 * time.Second) }, 9 * time.Second},
		"503 in seconds":       {503, func() string { return "3" }, 3 * time.Second},
		"429 without a word":   {429, func() string { return "" }, 500 * time.Millisecond},
		"429 without a number": {429, func() string { return "soon" }, 500 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var mu sync.Mutex
				var times []time.Duration
				began := time.Now()
				client := newTestClient(t, Config{Jitter: halfway, Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
					mu.Lock()
					defer mu.Unlock()
					times = append(times, time.Since(began))
					if len(times) > 1 {
						return respond(req, 200, `{"id":"1"}`), nil
					}
					resp := respond(req, test.status, "")
					resp.Header.Set("Retry-After", test.after())
					return resp, nil
				})})
				if _, err := client.GetMember(t.Context(), "first"); err != nil {
					t.Error(err)
				}
				var others sync.WaitGroup
				for range 5 {
					others.Go(func() {
						if _, err := client.GetAccount(t.Context()); err != nil {
							t.Error(err)
						}
					})
				}
				others.Wait()
				for _, at := range times[1:] {
					if at < test.hold {
						t.Errorf("a request was sent after %s", at)
					}
				}
				if times[1] > test.hold+test.hold/4+time.Second {
					t.Errorf("the hold took until %s", times[1])
				}
			})
		})
	}
}

// TestGateServesInOrder has requests wait for the quota, and sees them sent as they came.
func TestGateServesInOrder(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var order []string
		client := newTestClient(t, Config{RequestsPerSecond: 2, Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
			mu.Lock()
			defer mu.Unlock()
			order = append(order, req.URL.Path)
			return respond(req, 200, `{"id":"1"}`), nil
		})})
		var waiting sync.WaitGroup
		for i := range 30 {
			waiting.Go(func() {
				if _, err := client.GetMember(t.Context(), fmt.Sprintf("%02d", i)); err != nil {
					t.Error(err)
				}
			})
			synctest.Wait()
		}
		waiting.Wait()
		for i, path := range order {
			if want := fmt.Sprintf("/api/v1/members/%02d", i); path != want {
				t.Fatalf("request %d was for %s", i, path)
			}
		}
	})
}

func TestGateWaitsNoLongerThanItsContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		sent := 0
		client := newTestClient(t, Config{Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
			sent++
			resp := respond(req, 429, "")
			resp.Header.Set("Retry-After", "60")
			return resp, nil
		})})

		// A wait that is longer than the deadline isn't begun.
		began := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		_, err := client.CreateDepartment(ctx, "Sales")
		if !RateLimited(err) || Ambiguous(err) || time.Since(began) > 0 {
			t.Errorf("after %s: %v", time.Since(began), err)
		}

		// One that is interrupted ends at once.
		ctx, cancel = context.WithCancel(t.Context())
		time.AfterFunc(2*time.Second, cancel)
		_, err = client.CreateDepartment(ctx, "Sales")
		if !errors.Is(err, context.Canceled) || Ambiguous(err) || time.Since(began) != 2*time.Second {
			t.Errorf("after %s: %v", time.Since(began), err)
		}
		if sent != 1 {
			t.Errorf("%d requests were sent", sent)
		}
	})
}

// TestQuotaPatienceEnds has a service that refuses for ever.
func TestQuotaPatienceEnds(t *testing.T) {
	t.Parallel()
	for _, after := range []string{"", "0", "1", "30", "100000", "1e99"} {
		t.Run("Retry-After "+after, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				sent := 0
				client := newTestClient(t, Config{MaxRetries: 1, Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
					sent++
					resp := respond(req, 429, `{"error":{"code":"rate.limited","message":"Too many."}}`)
					resp.Header.Set("Retry-After", after)
					return resp, nil
				})})
				began := time.Now()
				_, err := client.CreateDepartment(t.Context(), "Sales")
				took := time.Since(began)
				if !RateLimited(err) || Ambiguous(err) {
					t.Error(err)
				}
				if took > DefaultQuotaPatience+time.Minute {
					t.Errorf("it took %s", took)
				}
				if len(after) < 3 && took < DefaultQuotaPatience {
					t.Errorf("it was given up after %s", took)
				}
				if sent > 320 {
					t.Errorf("%d requests", sent)
				}
			})
		})
	}
}

// TestQuotaStormIsSurvived refuses a POST more often than anything else would be repeated.
func TestQuotaStormIsSurvived(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		sent := 0
		client := newTestClient(t, Config{MaxRetries: NoRetries, Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
			if sent++; sent <= 20 {
				resp := respond(req, 429, "")
				resp.Header.Set("Retry-After", "1")
				return resp, nil
			}
			return respond(req, 201, `{"id":"d1"}`), nil
		})})
		department, err := client.CreateDepartment(t.Context(), "Sales")
		if err != nil || department.ID != "d1" || department.Name != "Sales" {
			t.Fatal(department, err)
		}
	})
}

// TestPaceRecoversFromAStorm refuses at random what no quota refuses, and sees that the pace is soon
// what it was.
func TestPaceRecoversFromAStorm(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		service := newMeter(1000, 1000, 5*time.Millisecond)
		sent := 0
		var mu sync.Mutex
		client := newTestClient(t, Config{Jitter: halfway, Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
			mu.Lock()
			sent++
			storm := sent > 20 && sent <= 30
			mu.Unlock()
			if storm {
				return respond(req, 429, ""), nil
			}
			return service.RoundTrip(req)
		})})
		began := time.Now()
		create(t, client, 500, 10)
		if took := time.Since(began); took > time.Minute {
			t.Errorf("500 requests took %s", took)
		}
	})
}

func TestGateLimitsWhatIsUnderWayAtFirst(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		underWay, most := 0, 0
		client := newTestClient(t, Config{Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
			mu.Lock()
			underWay++
			if time.Now().Equal(start) {
				most = max(most, underWay)
			}
			mu.Unlock()
			time.Sleep(time.Second)
			mu.Lock()
			underWay--
			mu.Unlock()
			return respond(req, 201, `{"id":"1"}`), nil
		})})
		began := time.Now()
		create(t, client, 400, 100)
		if most != firstWindow {
			t.Errorf("%d requests at first", most)
		}
		if took := time.Since(began); took > 8*time.Second {
			t.Errorf("400 requests, 100 at a time, took %s", took)
		}
	})
}

// start is when every synctest bubble's time begins.
var start = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
