package onoff

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestLenientTexts(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{`"a"`: "a", `"Zo\u00eb"`: "Zoë", `17`: "17", `-1`: "-1", `12345678901234567890`: "12345678901234567890", `null`: "", `""`: ""} {
		var got struct {
			V text `json:"v"`
		}
		if err := json.Unmarshal([]byte(`{"v":`+raw+`}`), &got); err != nil || string(got.V) != want {
			t.Errorf("%s: %q, %v", raw, got.V, err)
		}
	}
	for _, raw := range []string{`true`, `{}`, `[]`, `["a"]`} {
		var got text
		if err := json.Unmarshal([]byte(raw), &got); err == nil {
			t.Errorf("%s: %q", raw, got)
		}
	}
}

func TestLenientNumbers(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]int{`5`: 5, `"5"`: 5, `5.0`: 5, `5e1`: 50, `null`: 0, `""`: 0, `-3`: -3} {
		var got struct {
			V whole `json:"v"`
		}
		if err := json.Unmarshal([]byte(`{"v":`+raw+`}`), &got); err != nil || int(got.V) != want {
			t.Errorf("%s: %d, %v", raw, got.V, err)
		}
	}
	for _, raw := range []string{`5.5`, `"five"`, `1e30`, `true`, `{}`, `[5]`, `"NaN"`, `"Inf"`} {
		var got whole
		if err := json.Unmarshal([]byte(raw), &got); err == nil {
			t.Errorf("%s: %d", raw, got)
		}
	}
}

func TestLenientReferences(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string][]string{
		`["a","b"]`: {"a", "b"}, `[1,2]`: {"1", "2"}, `[{"id":"a","name":"Sales"},{"id":2},"c"]`: {"a", "2", "c"}, `[]`: {}, `null`: {}, `["a","a"]`: {"a", "a"},
	} {
		var got refs
		if err := json.Unmarshal([]byte(raw), &got); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v", raw, got, err)
		}
	}
	for _, raw := range []string{`[""]`, `[null]`, `[{}]`, `[{"id":null}]`, `["a",{"name":"b"}]`, `"a"`, `{"id":"a"}`, `[true]`, `[["a"]]`} {
		var got refs
		if err := json.Unmarshal([]byte(raw), &got); err == nil {
			t.Errorf("%s: %q", raw, got)
		}
	}
}

// clientOf answers every request with one body.
func clientOf(t *testing.T, body string) *Client {
	t.Helper()
	return newTestClient(t, Config{MaxRetries: NoRetries, Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
		return respond(req, 200, body), nil
	})})
}

// TestLenientObjects reads answers that differ from the contract in what can be made up for.
func TestLenientObjects(t *testing.T) {
	t.Parallel()
	member, err := clientOf(t, `{"ID":42,"unknown":{"deep":[1]},"email":"anna@example.com","role":"ROLE_CAPTAIN",
		"departmentIdRefs":[{"id":"d1"}],"numberIdRefs":null,"lastName":null}`).GetMember(t.Context(), "42")
	if err != nil || member.ID != "42" || member.Role != "ROLE_CAPTAIN" || !slices.Equal(member.DepartmentIDs, []string{"d1"}) || len(member.NumberIDs) != 0 || member.LastName != "" {
		t.Error(member, err)
	}
	account, err := clientOf(t, `{"plan":"max"}`).GetAccount(t.Context())
	if err != nil || *account != (Account{Plan: "max"}) {
		t.Error(account, err)
	}
	if _, err = clientOf(t, `{}`).GetAccount(t.Context()); err == nil {
		t.Error("anything is taken for an account")
	}

	// What the answer to a write leaves out is as it was sent.
	create := MemberCreate{FirstName: "Anna", LastName: "Berg", Email: "anna@example.com", Role: RoleUser, DepartmentIDs: []string{"d2", "d1", "d2"}}
	member, err = clientOf(t, `{"id":"1","lastName":"Berg-Lund"}`).CreateMember(t.Context(), create)
	if err != nil || member.FirstName != "Anna" || member.LastName != "Berg-Lund" || !slices.Equal(member.DepartmentIDs, []string{"d1", "d2"}) {
		t.Error(member, err)
	}
	license, err := clientOf(t, `{"id":1,"quantity":"5"}`).BuyLicense(t.Context(), LicenseBuy{Name: "Sales", Plan: "max", BillingPeriod: "yearly", Quantity: 4})
	if err != nil || *license != (License{ID: "1", Name: "Sales", Plan: "max", BillingPeriod: "yearly", Quantity: 5}) {
		t.Error(license, err)
	}
	number, err := clientOf(t, `{"id":"n1","type":"mobile"}`).UnassignNumber(t.Context(), "+33639980001", "")
	if err != nil || *number != (Number{ID: "n1", PhoneNumber: "+33639980001", Type: "mobile"}) {
		t.Error(number, err)
	}
}

// TestNothingIsTakenForAnEmptyList reads answers that aren't a list. Taking one for an empty
// organisation would drop all of it from a state.
func TestNothingIsTakenForAnEmptyList(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		``, `{}`, `null`, `[]`, `""`, `{"numbers":[]}`, `{"error":{"code":"x","message":"y"}}`, `{"message":"Hello"}`,
		`{"nextOffset":""}`, `{"members":{}}`, `{"members":[{}]}`, `{"members":[null]}`, `{"members":[{"id":"1"},{"email":"a"}]}`,
		`{"members":[{"id":"1"}]`, `{"members":"none"}`, `{"members":[]} trailing`, `<html>`,
	} {
		for member, err := range clientOf(t, body).Members(t.Context()) {
			if err == nil {
				t.Errorf("%s gave %v", body, member)
			}
		}
		if got := list(clientOf(t, body).Members(t.Context())); got == nil {
			t.Errorf("%s was taken for an empty list", body)
		}
	}
	for _, body := range []string{`{"members":[]}`, `{"members":null}`, `{"members":[],"nextOffset":null}`, `{"nextOffset":"","members":[]}`} {
		if err := list(clientOf(t, body).Members(t.Context())); err != nil {
			t.Errorf("%s: %v", body, err)
		}
	}
}

// list goes through a listing and gives its error.
func list[T any](items func(func(T, error) bool)) error {
	for _, err := range items {
		if err != nil {
			return err
		}
	}
	return nil
}

func FuzzPage(f *testing.F) {
	f.Add([]byte(`{"members":[{"id":"1","firstName":"A","lastName":"B","email":"a@b.c","role":"ROLE_USER","departmentIdRefs":["1",{"id":2}],"numberIdRefs":[]}],"nextOffset":"x"}`))
	for _, body := range []string{`{}`, `null`, `{"members":null}`, `{"members":[null]}`, `{"members":[{"id":1}],"members":[]}`, `{"Members":[{"ID":"1"}]}`, "{\"members\":[{\"id\":\"\xff\"}]}"} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		page := memberPage{Items: room[memberWire]()}
		members, _, err := unpack[Member](raw, &page, &page.Items, &page.Next)
		if err != nil {
			return
		}
		var plain map[string]json.RawMessage
		if err := json.Unmarshal(raw, &plain); err != nil {
			t.Fatalf("taken although it isn't an object: %v", err)
		}
		if !slices.ContainsFunc(keys(plain), func(key string) bool { return strings.EqualFold(key, "members") }) {
			t.Errorf("a page without a list was taken for %v", members)
		}
		for _, member := range members {
			if member.ID == "" || slices.Contains(member.DepartmentIDs, "") || slices.Contains(member.NumberIDs, "") {
				t.Errorf("an object without an id: %+v", member)
			}
		}
	})
}

func keys(m map[string]json.RawMessage) (names []string) {
	for name := range m {
		names = append(names, name)
	}
	return names
}

func FuzzReferences(f *testing.F) {
	for _, raw := range []string{`["a",1,{"id":"b"}]`, `null`, `[{}]`, `[{"id":[]}]`, `[[[]]]`, `"a"`} {
		f.Add([]byte(raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var got refs
		if json.Unmarshal(raw, &got) != nil {
			return
		}
		var items []any
		if err := json.Unmarshal(raw, &items); err != nil || len(items) != len(got) || slices.Contains(got, "") {
			t.Errorf("%s became %q", raw, got)
		}
		for i, item := range items {
			if text, ok := item.(string); ok && text != got[i] {
				t.Errorf("%s: item %d became %q", raw, i, got[i])
			}
		}
	})
}

func BenchmarkPage(b *testing.B) {
	var body strings.Builder
	body.WriteString(`{"members":[`)
	for i := range 100 {
		if i > 0 {
			body.WriteByte(',')
		}
		fmt.Fprintf(&body, `{"id":"mem_%08d","firstName":"Anna-Maria","lastName":"Bergström","email":"anna.maria.bergstrom%d@example.com","role":"ROLE_USER","departmentIdRefs":["dep_00000001","dep_00000002"],"numberIdRefs":["num_%08d"]}`, i, i, i)
	}
	body.WriteString(`],"nextOffset":"b3BhcXVl"}`)
	raw := []byte(body.String())
	b.ReportAllocs()
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		page := memberPage{Items: room[memberWire]()}
		if members, _, err := unpack[Member](raw, &page, &page.Items, &page.Next); err != nil || len(members) != 100 {
			b.Fatal(len(members), err)
		}
	}
}

// BenchmarkPlain is what the decoder takes for the same page without any leniency: the floor.
func BenchmarkPlain(b *testing.B) {
	type member struct {
		ID               string   `json:"id"`
		FirstName        string   `json:"firstName"`
		LastName         string   `json:"lastName"`
		Email            string   `json:"email"`
		Role             string   `json:"role"`
		DepartmentIDRefs []string `json:"departmentIdRefs"`
		NumberIDRefs     []string `json:"numberIdRefs"`
	}
	raw := []byte(`{"members":[` + strings.Repeat(`{"id":"mem_00000001","firstName":"Anna-Maria","lastName":"Bergström","email":"anna.maria.bergstrom11@example.com","role":"ROLE_USER","departmentIdRefs":["dep_00000001","dep_00000002"],"numberIdRefs":["num_00000001"]},`, 99) +
		`{"id":"mem_00000001"}]}`)
	b.ReportAllocs()
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		var page struct {
			Members []member `json:"members"`
		}
		if err := json.Unmarshal(raw, &page); err != nil {
			b.Fatal(err)
		}
	}
}
