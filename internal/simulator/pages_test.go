package simulator_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// page is one of a list of members, with what it says about the next.
type page struct {
	ids    []string
	next   string
	ending string // "absent", "null" or "empty" on the last page
}

func (s *service) page(query, offset string) page {
	s.t.Helper()
	if offset != "" {
		query += "&offset=" + url.QueryEscape(offset)
	}
	body := into[map[string]json.RawMessage](s.send("GET", "/members?"+query, nil).is(200))
	var p page
	var members []memberRow
	if err := json.Unmarshal(body["members"], &members); err != nil {
		s.t.Fatal(err)
	}
	for _, m := range members {
		p.ids = append(p.ids, m.ID)
	}
	switch next, present := body["nextOffset"]; {
	case !present:
		p.ending = "absent"
	case string(next) == "null":
		p.ending = "null"
	default:
		if err := json.Unmarshal(next, &p.next); err != nil {
			s.t.Fatal(err)
		}
		if p.next == "" {
			p.ending = "empty"
		}
	}
	return p
}

// list reads all pages.
func (s *service) list(query string) (ids []string, pages []page) {
	s.t.Helper()
	for offset := ""; len(pages) < 1000; {
		p := s.page(query, offset)
		pages = append(pages, p)
		ids = append(ids, p.ids...)
		if offset = p.next; offset == "" {
			return ids, pages
		}
	}
	s.t.Fatal("the list doesn't end")
	return nil, nil
}

func organisation(members int) *simulator.Company { return new(simulator.Generate(members)) }

func memberIDs(from, to int) []string {
	var ids []string
	for i := from; i <= to; i++ {
		ids = append(ids, fmt.Sprintf("member-%d", i))
	}
	return ids
}

func TestEveryPageSizeGivesTheWholeList(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{Company: organisation(23)})
	want := memberIDs(1, 23)
	for limit := 1; limit <= 30; limit++ {
		got, pages := s.list("limit=" + strconv.Itoa(limit))
		if !slices.Equal(got, want) {
			t.Errorf("limit %d: %v", limit, got)
		}
		full := (23 + limit - 1) / limit
		if full > 1 {
			full++ // the empty page
		}
		if len(pages) != full {
			t.Errorf("limit %d: %d pages, want %d", limit, len(pages), full)
		}
		empty := 0
		for i, p := range pages {
			if len(p.ids) > limit {
				t.Errorf("limit %d: page %d has %d items", limit, i, len(p.ids))
			}
			if len(p.ids) == 0 {
				empty++
				if p.next == "" {
					t.Errorf("limit %d: the empty page %d has no cursor", limit, i)
				}
			}
		}
		if want := min(full-1, 1); empty != want {
			t.Errorf("limit %d: %d empty pages, want %d", limit, empty, want)
		}
	}
}

func TestPageSizes(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{Company: organisation(250)})
	for query, want := range map[string]int{"": 50, "limit=100": 100, "limit=101": 100, "limit=1000000000000": 100, "limit=7": 7} {
		if got := len(s.page(query, "").ids); got != want {
			t.Errorf("%q gives %d items, want %d", query, got, want)
		}
	}
	small := start(t, simulator.Options{Company: organisation(25), PageLimit: 10})
	for query, want := range map[string]int{"": 10, "limit=100": 10, "limit=7": 7} {
		if got := len(small.page(query, "").ids); got != want {
			t.Errorf("with a page limit of 10, %q gives %d items, want %d", query, got, want)
		}
	}
	s.clumsy = true
	for _, limit := range []string{"0", "-1", "ten", "1.5", "", "99999999999999999999"} {
		s.send("GET", "/members?limit="+limit, nil).no(400, "limit.invalid")
	}
}

func TestNoEmptyPagesIfNoneAreWanted(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{Company: organisation(30), NoEmptyPages: true})
	if _, pages := s.list("limit=10"); len(pages) != 3 {
		t.Errorf("%d pages", len(pages))
	}
}

// Clients must know all three ways in which a last page can be told.
func TestLastPagesEndInDifferentWays(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{Company: organisation(5)})
	seen := map[string]bool{}
	for limit := 1; limit <= 8; limit++ {
		_, pages := s.list("limit=" + strconv.Itoa(limit))
		seen[pages[len(pages)-1].ending] = true
	}
	for _, ending := range []string{"absent", "null", "empty"} {
		if !seen[ending] {
			t.Errorf("no last page has a nextOffset that is %s", ending)
		}
	}
}

// A list isn't a snapshot: what is deleted before the cursor pulls the rest forward.
func TestAListShiftsWhileItIsRead(t *testing.T) {
	t.Parallel()
	company := organisation(30)
	company.Numbers = nil
	s := start(t, simulator.Options{Company: company, NoEmptyPages: true})
	first := s.page("limit=10", "")
	s.send("DELETE", "/members/member-5", nil).is(204)
	second := s.page("limit=10", first.next)
	if want := memberIDs(12, 21); !slices.Equal(second.ids, want) {
		t.Errorf("got %v, want %v: member-11 is where member-10 was", second.ids, want)
	}
	for i := 12; i <= 30; i++ {
		s.send("DELETE", fmt.Sprintf("/members/member-%d", i), nil).is(204)
	}
	if last := s.page("limit=10", second.next); len(last.ids) != 0 || last.next != "" {
		t.Errorf("behind the end of the list there is %+v", last)
	}
}

func TestCursorsAreOpaqueAndBoundToTheirList(t *testing.T) {
	t.Parallel()
	s := start(t, simulator.Options{Company: organisation(300)})
	s.clumsy = true
	seen := map[string]bool{}
	_, pages := s.list("limit=20")
	for _, p := range pages[:len(pages)-1] {
		if seen[p.next] {
			t.Errorf("the cursor %s comes twice", p.next)
		}
		seen[p.next] = true
		if !regexp.MustCompile(`^[A-Za-z0-9_-]{22}$`).MatchString(p.next) {
			t.Errorf("the cursor %s", p.next)
		}
	}
	cursor := pages[0].next
	flipped := []byte(cursor)
	flipped[3] ^= 1
	for _, wrong := range []string{"", "20", "MjA", "null", cursor + "A", cursor[:21], string(flipped), "member-20"} {
		s.send("GET", "/members?offset="+url.QueryEscape(wrong), nil).no(400, "offset.invalid")
	}
	for _, other := range []string{"/numbers?", "/departments?", "/licenses?", "/numbers?status=used&", "/members?email=a%40example.com&"} {
		s.send("GET", other+"offset="+cursor, nil).no(400, "offset.invalid")
	}
	// The size of the page isn't part of what the cursor is bound to.
	s.send("GET", "/members?limit=3&offset="+cursor, nil).is(200)

	// The same organisation served with another seed has other cursors.
	other := start(t, simulator.Options{Company: organisation(300), Seed: 7})
	other.clumsy = true
	other.send("GET", "/members?limit=20&offset="+cursor, nil).no(400, "offset.invalid")
}

func TestAllListsHavePages(t *testing.T) {
	t.Parallel()
	company := organisation(10)
	company.Licenses = append(company.Licenses, simulator.License{Name: "Second", Quantity: 1})
	s := start(t, simulator.Options{Company: company})
	for list, want := range map[string]int{"members": 10, "departments": 10, "numbers": 10, "licenses": 2} {
		got := 0
		for offset, requests := "", 0; ; requests++ {
			body := into[map[string]any](s.send("GET", "/"+list+"?limit=1"+offset, nil).is(200))
			got += len(body[list].([]any))
			next, _ := body["nextOffset"].(string)
			if next == "" {
				if requests != want {
					t.Errorf("%s took %d requests, want %d", list, requests+1, want+1)
				}
				break
			}
			offset = "&offset=" + next
		}
		if got != want {
			t.Errorf("%s has %d items, want %d", list, got, want)
		}
	}
}
