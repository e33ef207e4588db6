package onoff

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"

	"pgregory.net/rapid"
)

// sentKey is the Idempotency-Key of a request on its way, where it isn't in its usual spelling.
func sentKey(req *http.Request) string {
	for name, values := range req.Header {
		if strings.EqualFold(name, "Idempotency-Key") {
			return strings.Join(values, ",")
		}
	}
	return ""
}

// keyOf is the Idempotency-Key that a request was sent with.
func keyOf(t *testing.T, send func(context.Context, *Client) error) string {
	t.Helper()
	var keys []string
	client := newTestClient(t, Config{Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
		if req.Method != http.MethodPost {
			t.Errorf("%s %s", req.Method, req.URL)
		}
		keys = append(keys, sentKey(req))
		return respond(req, 200, `{"id":"1"}`), nil
	})})
	if err := send(t.Context(), client); err != nil || len(keys) != 1 {
		t.Fatalf("%d keys, error: %v", len(keys), err)
	}
	return keys[0]
}

// mails are wishes that come true anew each time they are made.
var mails = map[string]bool{"invitation": true, "invitation member": true, "password": true, "password member": true}

// wishes are requests of which no two mean the same.
func wishes() map[string]func(context.Context, *Client) error {
	all := map[string]func(context.Context, *Client) error{}
	member := func(name string, change func(*MemberCreate)) {
		create := MemberCreate{FirstName: "A", LastName: "B", Email: "a@example.com", Role: RoleUser, DepartmentIDs: []string{"1", "2"}}
		change(&create)
		all["member "+name] = func(ctx context.Context, c *Client) error { return second(c.CreateMember(ctx, create)) }
	}
	member("", func(*MemberCreate) {})
	member("first name", func(m *MemberCreate) { m.FirstName = "C" })
	member("last name", func(m *MemberCreate) { m.LastName = "C" })
	member("names joined otherwise", func(m *MemberCreate) { m.FirstName, m.LastName = "AB", "" })
	member("email", func(m *MemberCreate) { m.Email = "b@example.com" })
	member("role", func(m *MemberCreate) { m.Role = RoleAdmin })
	member("departments", func(m *MemberCreate) { m.DepartmentIDs = []string{"12"} })
	member("no departments", func(m *MemberCreate) { m.DepartmentIDs = nil })
	license := func(name string, change func(*LicenseBuy)) {
		buy := LicenseBuy{Name: "Sales", Plan: "max", BillingPeriod: "monthly", Quantity: 1}
		change(&buy)
		all["license "+name] = func(ctx context.Context, c *Client) error { return second(c.BuyLicense(ctx, buy)) }
	}
	license("", func(*LicenseBuy) {})
	license("name", func(l *LicenseBuy) { l.Name = "Support" })
	license("plan", func(l *LicenseBuy) { l.Plan = "connect" })
	license("period", func(l *LicenseBuy) { l.BillingPeriod = "yearly" })
	license("quantity", func(l *LicenseBuy) { l.Quantity = 11 })
	assign := func(name, phone string, change func(*Assign)) {
		assign := Assign{MemberID: "1", IfHolder: HolderNone}
		change(&assign)
		all["assign "+name] = func(ctx context.Context, c *Client) error { return second(c.AssignNumber(ctx, phone, assign)) }
	}
	assign("", theirNumber, func(*Assign) {})
	assign("number", "+33639980001", func(*Assign) {})
	assign("member", theirNumber, func(a *Assign) { a.MemberID = "2" })
	assign("department", theirNumber, func(a *Assign) { a.MemberID, a.DepartmentID = "", "1" })
	assign("license", theirNumber, func(a *Assign) { a.LicenseID = "1" })
	assign("history", theirNumber, func(a *Assign) { a.History = HistoryDelete })
	assign("purchase", theirNumber, func(a *Assign) { a.AllowPurchase = true })
	assign("holder", theirNumber, func(a *Assign) { a.IfHolder = "2" })
	all["department"] = func(ctx context.Context, c *Client) error { return second(c.CreateDepartment(ctx, "Sales")) }
	all["department name"] = func(ctx context.Context, c *Client) error { return second(c.CreateDepartment(ctx, "Support")) }
	all["unassign"] = func(ctx context.Context, c *Client) error { return second(c.UnassignNumber(ctx, theirNumber, "1")) }
	all["unassign number"] = func(ctx context.Context, c *Client) error { return second(c.UnassignNumber(ctx, "+33639980001", "1")) }
	all["unassign holder"] = func(ctx context.Context, c *Client) error { return second(c.UnassignNumber(ctx, theirNumber, "")) }
	all["invitation"] = func(ctx context.Context, c *Client) error { return c.SendInvitation(ctx, "1") }
	all["invitation member"] = func(ctx context.Context, c *Client) error { return c.SendInvitation(ctx, "2") }
	all["password"] = func(ctx context.Context, c *Client) error { return c.ResetPassword(ctx, "1") }
	all["password member"] = func(ctx context.Context, c *Client) error { return c.ResetPassword(ctx, "2") }
	return all
}

func TestIdempotencyKeysTellWishesApart(t *testing.T) {
	t.Parallel()
	hexadecimal := regexp.MustCompile(`^[0-9a-f]{64}$`)
	owner := map[string]string{}
	for name, wish := range wishes() {
		key := keyOf(t, wish)
		if !hexadecimal.MatchString(key) {
			t.Errorf("%s: %q", name, key)
		}
		if other, taken := owner[key]; taken {
			t.Errorf("%q and %q have one key", name, other)
		}
		owner[key] = name
		if again := keyOf(t, wish); (again == key) == mails[name] {
			t.Errorf("%s: the same key the second time: %t", name, again == key)
		}
	}
	same := keyOf(t, func(ctx context.Context, c *Client) error {
		return second(c.CreateMember(ctx, MemberCreate{FirstName: "A", LastName: "B", Email: "a@example.com", Role: RoleUser, DepartmentIDs: []string{"2", "1", "2"}}))
	})
	if owner[same] != "member " {
		t.Error("the order of departments makes another wish")
	}
}

// TestIdempotencyKeyIsOnEveryPost goes through the tour, and repeats each POST that was refused for
// the quota with the same key.
func TestIdempotencyKeyIsOnEveryPost(t *testing.T) {
	t.Parallel()
	for name, wish := range wishes() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var keys []string
				client := newTestClient(t, Config{Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
					keys = append(keys, sentKey(req))
					if len(keys) < 3 {
						return respond(req, 429, ""), nil
					}
					return respond(req, 200, `{"id":"1"}`), nil
				})})
				if err := wish(t.Context(), client); err != nil {
					t.Fatal(err)
				}
				if len(keys) != 3 || keys[0] != keys[1] || keys[1] != keys[2] {
					t.Errorf("%q", keys)
				}
			})
		})
	}
}

func TestIdempotencyKeyParts(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.StringOfN(rapid.RuneFrom([]rune("ab\x00")), 0, 3, -1)
		a := [3]string{part.Draw(t, "a0"), part.Draw(t, "a1"), part.Draw(t, "a2")}
		b := [3]string{part.Draw(t, "b0"), part.Draw(t, "b1"), part.Draw(t, "b2")}
		if same := idempotencyKey(a[0], a[1], []byte(a[2])) == idempotencyKey(b[0], b[1], []byte(b[2])); same != (a == b) {
			t.Errorf("%q and %q", a, b)
		}
	})
}

func TestNoticeReplay(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]bool{"true": true, "": false, "false": false} {
		client := newTestClient(t, Config{Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
			resp := respond(req, 201, `{"id":"1"}`)
			resp.Header.Set("Idempotent-Replayed", value)
			return resp, nil
		})})
		ctx, replayed := NoticeReplay(t.Context())
		if _, err := client.CreateDepartment(ctx, "Sales"); err != nil || replayed() != want {
			t.Errorf("%q: %v, %v", value, replayed(), err)
		}
	}
}
