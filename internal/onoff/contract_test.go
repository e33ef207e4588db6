package onoff

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/contract"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// simulate serves an organisation, with every exchange held against the contract.
func simulate(t *testing.T, options simulator.Options, config Config) (*simulator.Simulator, *Client) {
	t.Helper()
	options.APIKey = theirKey
	if options.Company == nil {
		options.Company = company(0)
	}
	sim, err := simulator.New(options)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(contract.Validator(func(text string) { t.Errorf("contract: %s", text) })(sim))
	t.Cleanup(server.Close)
	config.BaseURL = server.URL
	if config.APIKey == "" {
		config.APIKey = theirKey
	}
	return sim, newTestClient(t, config)
}

// company has its owner and so many members, and a pool.
func company(members int) *simulator.Company {
	c := simulator.Generate(members + 1)
	c.Account.Name = theirAccount
	c.Numbers = append(c.Numbers, simulator.Number{PhoneNumber: theirNumber, CountryCode: "FR", Type: "mobile"})
	for i := range 250 {
		c.Numbers = append(c.Numbers, simulator.Number{PhoneNumber: fmt.Sprintf("+4420794600%03d", i), CountryCode: "GB", Type: "landline"})
	}
	return &c
}

// TestEveryOperationKeepsTheContract goes through all of them against the simulator.
func TestEveryOperationKeepsTheContract(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]simulator.Options{
		"as it is":                 {},
		"with keys ignored":        {IgnoreIdempotencyKeys: true},
		"in small pages":           {PageLimit: 3, Company: company(20)},
		"small, without empty one": {PageLimit: 7, NoEmptyPages: true, Company: company(20)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim, client := simulate(t, options, Config{})
			before := sim.Company()
			travel(t.Context(), t, client)
			after := sim.Company()
			if len(after.Members) != len(before.Members) || len(after.Departments) != len(before.Departments) || len(after.Licenses) != len(before.Licenses) || len(after.Numbers) != len(before.Numbers)-1 {
				t.Errorf("something was left behind: %+v", after)
			}
			var mails []string
			for _, mail := range after.Mails {
				mails = append(mails, mail.Kind)
			}
			if !slices.Equal(mails, []string{"invitation", "invitation", "invitation_again", "password_reset"}) {
				t.Errorf("mails: %v", mails)
			}
		})
	}
}

func TestListingsAreComplete(t *testing.T) {
	t.Parallel()
	_, client := simulate(t, simulator.Options{PageLimit: 10, Company: company(99)}, Config{})
	seen := map[string]bool{}
	for member, err := range client.Members(t.Context()) {
		if err != nil || seen[member.ID] || len(member.NumberIDs) != 1 {
			t.Fatal(member, err)
		}
		seen[member.ID] = true
	}
	if len(seen) != 100 {
		t.Errorf("%d members", len(seen))
	}
	for filter, want := range map[NumberFilter]int{{}: 351, {Status: StatusUsed}: 100, {Status: StatusAvailable}: 251, {CountryCode: "GB"}: 250, {Type: "landline", Status: StatusUsed}: 0, {MemberID: "member-7"}: 1} {
		n := 0
		for number, err := range client.Numbers(t.Context(), filter) {
			if err != nil || number.ID == "" || !strings.HasPrefix(number.PhoneNumber, "+") {
				t.Fatal(number, err)
			}
			n++
		}
		if n != want {
			t.Errorf("%+v: %d numbers", filter, n)
		}
	}
}

// TestWhatTheServiceRefuses has each kind of refusal from the simulator.
func TestWhatTheServiceRefuses(t *testing.T) {
	t.Parallel()
	sim, client := simulate(t, simulator.Options{Company: company(1), NoAutomaticPurchase: true, ReassignCooldown: 30 * time.Minute}, Config{})
	ctx := t.Context()
	member, err := client.CreateMember(ctx, MemberCreate{FirstName: "A", LastName: "B", Email: "a@example.com", Role: RoleUser})
	if err != nil {
		t.Fatal(err)
	}
	for code, refused := range map[string]error{
		CodeEmailTaken:              second(client.CreateMember(ctx, MemberCreate{FirstName: "C", LastName: "D", Email: "A@Example.com", Role: RoleUser})),
		CodeDepartmentIDRefsUnknown: second(client.CreateMember(ctx, MemberCreate{FirstName: "C", LastName: "D", Email: "c@example.com", Role: RoleUser, DepartmentIDs: []string{"none"}})),
		CodeMemberHasNumbers:        client.DeleteMember(ctx, "member-2"),
		CodeDepartmentNameTaken:     second(client.CreateDepartment(ctx, "DEPARTMENT 1")),
		CodeDepartmentHasMembers:    client.DeleteDepartment(ctx, "department-1"),
		CodeLicenseBelowAssigned:    second(client.UpdateLicense(ctx, "license-1", LicenseUpdate{Quantity: new(1)})),
		CodeLicenseAssigned:         client.DeleteLicense(ctx, "license-1"),
		CodeLicenseNoneFree:         second(client.AssignNumber(ctx, theirNumber, Assign{MemberID: member.ID})),
		CodeMemberNotFound:          second(client.GetMember(ctx, "nobody")),
		CodeDepartmentNotFound:      second(client.UpdateDepartment(ctx, "nobody", "x")),
		CodeNumberNotFound:          client.DeleteNumber(ctx, "+33100000000", ""),
		CodeLicenseNotFound:         client.DeleteLicense(ctx, "nobody"),
		CodeNumberNotAssigned:       second(client.UnassignNumber(ctx, theirNumber, "")),
	} {
		failed, ok := errors.AsType[*Error](refused)
		if !ok || !HasCode(refused, code) || failed.Message == "" || failed.Ambiguous {
			t.Errorf("%s: %v", code, refused)
		}
	}
	if _, err := client.AssignNumber(ctx, "+33639980001", Assign{MemberID: member.ID}); err != nil {
		t.Fatal(err)
	}
	_, err = client.AssignNumber(ctx, "+33639980001", Assign{MemberID: "member-1"})
	if failed, ok := errors.AsType[*Error](err); !ok || failed.Code != CodeNumberReassignTooSoon || failed.RetryAfter < 29*time.Minute {
		t.Errorf("error: %v", err)
	}
	// The cool-down of one number is nothing that the others wait for.
	if _, err := client.GetAccount(ctx); err != nil {
		t.Error(err)
	}
	if n := len(sim.Company().Mails); n != 1 {
		t.Errorf("%d mails", n)
	}

	_, stranger := simulate(t, simulator.Options{}, Config{APIKey: "another"})
	if _, err := stranger.GetAccount(ctx); !Unauthorized(err) || !HasCode(err, CodeAPIKeyInvalid) {
		t.Errorf("error: %v", err)
	}
	_, reader := simulate(t, simulator.Options{ReadOnlyKey: "reader"}, Config{APIKey: "reader"})
	if _, err := reader.CreateDepartment(ctx, "Sales"); !Forbidden(err) || !HasCode(err, CodeAPIKeyForbidden) {
		t.Errorf("error: %v", err)
	}
	_, gateway := simulate(t, simulator.Options{GatewayOnly: true}, Config{})
	for what, err := range map[string]error{
		"account":     second(gateway.GetAccount(ctx)),
		"one member":  second(gateway.GetMember(ctx, "member-1")),
		"departments": list(gateway.Departments(ctx)),
		"licenses":    list(gateway.Licenses(ctx)),
	} {
		if !NotOffered(err) || NotFound(err) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := list(gateway.Members(ctx)); err != nil {
		t.Error(err)
	}
}

func second[T any](_ T, err error) error { return err }

// TestLostAnswersAgainstTheService loses the answer of each write after it took effect, and the
// request before it did, and counts what there is then.
func TestLostAnswersAgainstTheService(t *testing.T) {
	t.Parallel()
	for _, faults := range []simulator.Fault{
		{Drop: "before"},
		{Drop: "after"},
		{Status: 500, When: "before"},
		{Status: 500, When: "after"},
		{Status: 503, When: "after"},
		{Truncate: new(5)},
		{Status: 429, RetryAfter: "0"},
	} {
		name := fmt.Sprintf("%d %s%s", faults.Status, faults.Drop, faults.When)
		if faults.Truncate != nil {
			name = "truncated"
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			done := faults.Drop == "after" || faults.When == "after" || faults.Truncate != nil
			safe := faults.Status == 429

			sim, client := simulate(t, simulator.Options{}, Config{Jitter: func() float64 { return 0 }})
			ctx := t.Context()
			strike := func(route string) {
				t.Helper()
				fault := faults
				fault.Route, fault.Count = route, 1
				if err := sim.SetFaults(fault); err != nil {
					t.Fatal(err)
				}
				sim.ResetJournal()
			}
			requests := func(route string) int { return sim.Tally().ByRoute[route] }

			const posted, patched, deleted = "POST /api/v1/members", "PATCH /api/v1/departments/{departmentId}", "DELETE /api/v1/departments/{departmentId}"
			create := MemberCreate{FirstName: "A", LastName: "B", Email: "a@example.com", Role: RoleUser}
			before := len(sim.Company().Members)
			strike(posted)
			_, err := client.CreateMember(ctx, create)
			if (err == nil) != safe || Ambiguous(err) == safe {
				t.Errorf("POST: %v", err)
			}
			wantRequests, wantMembers := 1, 0
			if safe {
				wantRequests = 2
			}
			if safe || done {
				wantMembers = 1
			}
			if got := len(sim.Company().Members) - before; got != wantMembers || requests(posted) != wantRequests || len(sim.Company().Mails) != wantMembers {
				t.Errorf("%d members and %d mails after %d requests", got, len(sim.Company().Mails), requests(posted))
			}
			// The same wish again has the same key: it finds its own work.
			member, err := client.CreateMember(ctx, create)
			if err != nil || member.Email != create.Email || len(sim.Company().Members)-before != 1 || len(sim.Company().Mails) != 1 {
				t.Errorf("again: %v, %v, %d members", member, err, len(sim.Company().Members)-before)
			}

			department, err := client.CreateDepartment(ctx, "Sales")
			if err != nil {
				t.Fatal(err)
			}
			strike(patched)
			if renamed, err := client.UpdateDepartment(ctx, department.ID, "Marketing"); err != nil || renamed.Name != "Marketing" || requests(patched) != 2 {
				t.Errorf("PATCH: %v, %v, %d requests", renamed, err, requests(patched))
			}
			if faults.Truncate == nil { // a deletion's answer has no body
				strike(deleted)
				if err := client.DeleteDepartment(ctx, department.ID); err != nil || requests(deleted) != 2 {
					t.Errorf("DELETE: %v, %d requests", err, requests(deleted))
				}
			}
		})
	}
}

// inProcess is a transport to a handler without a network between them.
type inProcess struct{ handler http.Handler }

func (p inProcess) RoundTrip(req *http.Request) (*http.Response, error) {
	arrived := httptest.NewRequest(req.Method, req.URL.String(), req.Body).WithContext(req.Context())
	for name, values := range req.Header {
		for _, value := range values {
			arrived.Header.Add(name, value)
		}
	}
	recorder := httptest.NewRecorder()
	p.handler.ServeHTTP(recorder, arrived)
	resp := recorder.Result()
	resp.Request = req
	return resp, nil
}

// TestOnboardingUnderAQuota makes 300 members while the service takes 20 requests a second.
func TestOnboardingUnderAQuota(t *testing.T) {
	t.Parallel()
	for _, parallel := range []int{10, 100} {
		for _, latency := range []time.Duration{0, 100 * time.Millisecond} {
			t.Run(fmt.Sprintf("%d at a time, %s", parallel, latency), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					const members, rate = 300, 20
					sim, err := simulator.New(simulator.Options{Company: company(0), RequestsPerSecond: rate, Latency: latency})
					if err != nil {
						t.Fatal(err)
					}
					var mu sync.Mutex
					var early, refused, sent int
					began := time.Now()
					client := newTestClient(t, Config{APIKey: simulator.DefaultAPIKey, Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
						resp, err := inProcess{sim}.RoundTrip(req)
						mu.Lock()
						defer mu.Unlock()
						switch {
						case time.Since(began) < 2*time.Second:
							early++
						case resp.StatusCode == http.StatusTooManyRequests:
							refused++
							sent++
						default:
							sent++
						}
						return resp, err
					})})
					create(t, client, members, parallel)
					took := time.Since(began)

					bound := float64(members-rate) / rate
					if used := bound / took.Seconds(); used < 0.9 {
						t.Errorf("it took %s: %.0f %% of what the quota allows", took, 100*used)
					}
					if refused*50 > sent {
						t.Errorf("%d of %d refused once the quota was known", refused, sent)
					}
					if company := sim.Company(); len(company.Members) != members+1 || len(company.Mails) != members {
						t.Errorf("%d members, %d mails", len(company.Members), len(company.Mails))
					}
					t.Logf("%s, %.0f %% of what the quota allows; %d requests in the first two seconds, then %d of %d refused", took, 100*bound/took.Seconds(), early, refused, sent)
				})
			})
		}
	}
}
