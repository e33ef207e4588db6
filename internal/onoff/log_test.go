package onoff

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// record is a log that many goroutines write.
type record struct {
	mu  sync.Mutex
	out bytes.Buffer
}

func (r *record) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.out.Write(p)
}

// entries is the log, entry by entry.
func (r *record) entries(t *testing.T) []map[string]any {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	entries, err := tflogtest.MultilineJSONDecode(bytes.NewReader(r.out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// with gives the entries with a message.
func with(entries []map[string]any, message string) (found []map[string]any) {
	for _, entry := range entries {
		if entry["@message"] == message {
			found = append(found, entry)
		}
	}
	return found
}

// canaries are what must not be in a log.
var canaries = []string{
	theirKey, theirFirst, theirLast, theirEmail, newEmail, theirNumber, strings.TrimPrefix(theirNumber, "+"), "639987654",
	theirDepartment, theirLicense, theirAccount, "Provisional", "nebenmann@example.com", "Nebenmann",
	"example.com", "%2B33", "%40", "No1", "Department 1", "Everybody", "+336",
}

func assertClean(t *testing.T, log *record) {
	t.Helper()
	for _, canary := range canaries {
		for line := range strings.SplitSeq(log.out.String(), "\n") {
			if strings.Contains(strings.ToLower(line), strings.ToLower(canary)) {
				t.Errorf("%s is in the log: %s", canary, line)
				break
			}
		}
	}
}

func TestLogOfATourIsClean(t *testing.T) {
	t.Parallel()
	log := &record{}
	_, client := simulate(t, simulator.Options{PageLimit: 20}, Config{})
	travel(tflogtest.RootLogger(t.Context(), log), t, client)
	entries := log.entries(t)
	for _, message := range []string{"Sending a request", "Got an answer", "The answer's body"} {
		if len(with(entries, message)) < len(tour) {
			t.Errorf("%q is in the log %d times", message, len(with(entries, message)))
		}
	}
	assertClean(t, log)

	// What helps to find an error is there.
	text := log.out.String()
	for _, want := range []string{"POST /members", "PATCH /departments/{departmentId}", `ROLE_TEAM_LEAD`, CodeNumberHolderChanged, `\"firstName\":\"***\"`, `"status":409`} {
		if !strings.Contains(text, want) {
			t.Errorf("%s isn't in the log", want)
		}
	}
}

// TestLogOfFailuresIsClean has all kinds of failures, with as much in them as there can be.
func TestLogOfFailuresIsClean(t *testing.T) {
	t.Parallel()
	secret := strings.Join(canaries, " ")
	bodies := []string{
		secret, "<html>" + secret, fmt.Sprintf(`{"error":{"code":%q,"message":%q,"sequenceNumber":%q}}`, theirEmail, secret, theirNumber),
		fmt.Sprintf(`{"error":{"code":%q,"message":%q}}`, theirKey, theirKey), fmt.Sprintf(`{"message":%q}`, secret),
		fmt.Sprintf(`{%q:%q,"id":%q,"nextOffset":%q,"numbers":[{"id":"1","phoneNumber":33639987654}]}`, theirEmail, theirFirst, theirNumber, theirEmail),
		`{"id":33639987654,"role":"` + theirFirst + ` ` + theirLast + `"}`,
	}
	failures := []roundTrip{
		refusedConnection, brokenConnection, cutShort,
		func(req *http.Request) (*http.Response, error) {
			return nil, fmt.Errorf("Get %q: %s with %s", req.URL, secret, req.Header)
		},
	}
	for _, body := range bodies {
		for _, code := range []int{200, 400, 401, 404, 429, 500} {
			failures = append(failures, status(code, body))
		}
	}
	for i, failure := range failures {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				log := &record{}
				ctx := tflogtest.RootLogger(t.Context(), log)
				client := newTestClient(t, Config{APIKey: theirKey, QuotaPatience: 5 * time.Second, Transport: failure})
				traveller := &traveller{Client: client, member: theirEmail, department: theirNumber, license: "a b"}
				for _, stop := range tour {
					_ = stop.visit(ctx, traveller)
				}
				if log.out.Len() == 0 {
					t.Error("nothing was logged")
				}
				assertClean(t, log)
			})
		})
	}
}

// TestWaitsAreLoggedOnce looks for each kind of wait in the log.
func TestWaitsAreLoggedOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		log := &record{}
		ctx := tflogtest.RootLogger(t.Context(), log)
		failures := []roundTrip{
			status(502, ""),
			func(req *http.Request) (*http.Response, error) {
				resp := respond(req, 429, "")
				resp.Header.Set("Retry-After", "3")
				return resp, nil
			},
			refusedConnection,
		}
		client := newTestClient(t, Config{Transport: &script{failures: failures}, Jitter: halfway})
		if _, err := client.GetDepartment(ctx, "1"); err != nil {
			t.Fatal(err)
		}
		entries := log.entries(t)
		holds, repeats, waits := with(entries, "Holding back all requests"), with(entries, "Waiting to repeat a request"), with(entries, "A request waited")
		if len(holds) != 1 || holds[0]["reason"] != "the quota is used up" || holds[0]["wait"] != "3s" || holds[0]["@level"] != "info" {
			t.Errorf("holds: %v", holds)
		}
		if len(repeats) != 2 || repeats[0]["reason"] != "status 502" || repeats[1]["reason"] != "the connection failed" || repeats[1]["repetition"] != 2.0 {
			t.Errorf("repetitions: %v", repeats)
		}
		if len(waits) != 1 || waits[0]["reason"] != waitHold || waits[0]["waited"] != "3s" {
			t.Errorf("waits: %v", waits)
		}
	})
}

// TestEachRequestSaysItsWait has ten requests wait for one hold.
func TestEachRequestSaysItsWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		log := &record{}
		ctx := tflogtest.RootLogger(t.Context(), log)
		client := newTestClient(t, Config{RequestsPerSecond: 1, Transport: &script{}})
		var waiting sync.WaitGroup
		for range 10 {
			waiting.Go(func() {
				if _, err := client.GetDepartment(ctx, "1"); err != nil {
					t.Error(err)
				}
			})
		}
		waiting.Wait()
		if n := len(with(log.entries(t), "A request waited")); n != 9 {
			t.Errorf("%d waits in the log", n)
		}
	})
}

func TestMaskedBodies(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		``:                                     ``,
		`{"id":"m1","firstName":"Anna"}`:       `{"firstName":"***","id":"m1"}`,
		`{"members":[{"email":"a@b.c"}]}`:      `{"members":[{"email":"***"}]}`,
		`{"departmentIdRefs":["d1",{"id":2}]}`: `{"departmentIdRefs":["d1",{"id":"2"}]}`,
		`{"id":"anna@example.com"}`:            `{"id":"***"}`,
		`{"id":"+33639980001"}`:                `{"id":"***"}`,
		`{"id":33639980001}`:                   `{"id":"***"}`,
		`{"quantity":5,"assigned":3}`:          `{"assigned":"3","quantity":"5"}`,
		`{"pin":1234}`:                         `{"pin":"***"}`,
		`{"anna@example.com":true}`:            `{"***":true}`,
		`{"allowPurchase":false,"x":null}`:     `{"allowPurchase":false,"x":null}`,
		`{"role":"Anna Berg"}`:                 `{"role":"***"}`,
		`{"code":"the-key"}`:                   `{"code":"***"}`,
		`"Anna"`:                               `"***"`,
		`hello`:                                `(5 bytes that aren't JSON)`,
		`{} {}`:                                `(5 bytes that aren't JSON)`,
	} {
		got := masked{[]byte(body), "the-key"}
		if got.String() != want || fmt.Sprintf("%v %+v", got, got) != want+" "+want {
			t.Errorf("%s became %s", body, got)
		}
	}
}

func FuzzMask(f *testing.F) {
	f.Add([]byte(`{"id":"m1","firstName":"Anna","x":[{"email":"a@b.c"},1,true,null]}`))
	f.Add([]byte(`{"id":"` + theirEmail + `","` + theirNumber + `":{}}`))
	f.Add([]byte(`[[[{}]]] x`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		got := masked{raw, theirKey}.String()
		if strings.ContainsAny(got, "@+\n") || strings.Contains(got, theirKey) {
			t.Errorf("%s", got)
		}
		var before, after any
		if json.Unmarshal(raw, &before) == nil && json.Unmarshal([]byte(got), &after) != nil {
			t.Errorf("no longer JSON: %s", got)
		}
	})
}

// BenchmarkUnloggedBody shows that masking costs nothing while nobody reads the log.
func BenchmarkUnloggedBody(b *testing.B) {
	body := masked{bytes.Repeat([]byte(`{"id":"1"}`), 1000), theirKey}
	ctx := context.Background()
	for b.Loop() {
		logRequest(ctx, body)
	}
}
