package simulator_test

import (
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/contract"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// A file either is refused, or is an organisation that can be served and written down again.
func FuzzCompanyFile(f *testing.F) {
	f.Add(smallCompany)
	f.Add(`{"members":[{"firstName":"a","lastName":"b","email":"a@b","role":"ROLE_ADMIN"}],"mails":[{"sequence":1}]}`)
	f.Add(`{"numbers":[{"phoneNumber":"+1234567","countryCode":"US","memberIdRef":"x"}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		company, err := simulator.ReadCompany(strings.NewReader(text))
		if err != nil {
			return
		}
		sim := newSimulator(t, simulator.Options{Company: &company})
		first := sim.Company()
		data, err := json.Marshal(first)
		if err != nil {
			t.Fatal(err)
		}
		again, err := simulator.ReadCompany(strings.NewReader(string(data)))
		if err != nil {
			t.Fatalf("%s isn't a company file: %v", data, err)
		}
		second := newSimulator(t, simulator.Options{Company: &again}).Company()
		if !reflect.DeepEqual(first, second) {
			t.Errorf("%s became %+v", data, second)
		}
		direct(t, sim, "GET", "/members", "")
		direct(t, sim, "GET", "/numbers?status=used", "")
	})
}

// No text but the simulator's own is a cursor.
func FuzzCursor(f *testing.F) {
	company := simulator.Generate(30)
	sim := newSimulator(f, simulator.Options{Company: &company})
	cursors := map[string]bool{}
	for offset := ""; ; {
		var page struct {
			NextOffset string `json:"nextOffset"`
		}
		if err := json.Unmarshal(direct(f, sim, "GET", "/members?limit=7"+offset, "").Body.Bytes(), &page); err != nil {
			f.Fatal(err)
		}
		if page.NextOffset == "" {
			break
		}
		f.Add(page.NextOffset)
		cursors[page.NextOffset] = true
		offset = "&offset=" + page.NextOffset
	}
	f.Add("")
	f.Add("50")
	f.Add(strings.Repeat("A", 22))
	f.Fuzz(func(t *testing.T, text string) {
		w := direct(t, sim, "GET", "/members?limit=7&offset="+url.QueryEscape(text), "")
		if valid := w.Code == 200; valid != cursors[text] {
			t.Errorf("%q: %d %s", text, w.Code, w.Body)
		}
		if w.Code != 200 && w.Code != 400 {
			t.Errorf("%q: %d", text, w.Code)
		}
	})
}

// Whatever is sent to whatever operation, the answer keeps the contract, a refusal changes nothing,
// and what is accepted leaves the organisation in order.
func FuzzBody(f *testing.F) {
	requests := []string{
		"POST /members", "PATCH /members/ada", "POST /members/ada/invitation", "POST /departments", "PATCH /departments/sales",
		"POST /numbers/%2B33639980001/assign", "POST /numbers/%2B33199000001/unassign", "POST /licenses", "PATCH /licenses/block",
	}
	for i, body := range []string{
		`{"firstName":"A","lastName":"B","email":"a@example.com","role":"ROLE_USER","departmentIdRefs":["sales"]}`,
		`{"role":"ROLE_ADMIN","departmentIdRefs":[]}`, ``, `{"name":"New"}`, `{"name":"New"}`,
		`{"memberIdRef":"ada","licenseIdRef":"block","history":"keep","allowPurchase":false,"ifHolder":"none"}`,
		`{"ifHolder":"ada"}`, `{"name":"New","plan":"max","billingPeriod":"yearly","quantity":2}`, `{"name":"x","quantity":9}`,
	} {
		f.Add(uint8(i), body)
	}
	f.Add(uint8(0), `{"firstName":null}`)
	f.Add(uint8(3), `{"name":"a","name":"b"}`)
	f.Add(uint8(7), `{"quantity":1e400}`)
	company, err := simulator.ReadCompany(strings.NewReader(smallCompany))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, which uint8, body string) {
		sim := newSimulator(t, simulator.Options{Company: &company})
		before := sim.Company()
		handler := contract.Validator(func(text string) {
			if aboutResponse(text) {
				t.Error(text)
			}
		})(sim)
		method, path, _ := strings.Cut(requests[int(which)%len(requests)], " ")
		r := httptest.NewRequest(method, simulator.Prefix+path, strings.NewReader(body))
		r.Header.Set("x-api-key", simulator.DefaultAPIKey)
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		after := sim.Company()
		if w.Code >= 500 {
			t.Errorf("%s %s: %d", method, path, w.Code)
		}
		if w.Code >= 400 && !reflect.DeepEqual(before, after) {
			t.Errorf("%s %s: a refusal changed the organisation", method, path)
		}
		if err := after.Check(); err != nil {
			t.Errorf("%s %s %q: %v", method, path, body, err)
		}
	})
}
