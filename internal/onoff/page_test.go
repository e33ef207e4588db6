package onoff

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// paged answers by cursor, and keeps the cursors it was asked for.
func paged(t *testing.T, pages map[string]string) (*Client, *[]string) {
	t.Helper()
	var asked []string
	return newTestClient(t, Config{MaxRetries: NoRetries, Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
		query := req.URL.Query()
		asked = append(asked, query.Get("offset"))
		if query.Get("limit") != "100" || query.Has("offset") != (query.Get("offset") != "") {
			t.Errorf("asked for %s", req.URL.RawQuery)
		}
		page, ok := pages[query.Get("offset")]
		if !ok {
			t.Errorf("asked for %q", query.Get("offset"))
		}
		return respond(req, 200, page), nil
	})}), &asked
}

func TestPages(t *testing.T) {
	t.Parallel()
	client, asked := paged(t, map[string]string{
		"":      `{"departments":[{"id":"1"},{"id":"2"}],"nextOffset":"a+/=&"}`,
		"a+/=&": `{"departments":[],"nextOffset":7}`, // empty, and not the last
		"7":     `{"departments":[{"id":"2"},{"id":"3"}],"nextOffset":"c"}`,
		"c":     `{"departments":[{"id":"4"}],"nextOffset":null}`,
	})
	var ids []string
	for department, err := range client.Departments(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, department.ID)
	}
	if !slices.Equal(ids, []string{"1", "2", "2", "3", "4"}) || !slices.Equal(*asked, []string{"", "a+/=&", "7", "c"}) {
		t.Errorf("%q by %q", ids, *asked)
	}

	// A second walk begins anew, and one that is left asks for no more.
	*asked = nil
	for _, err := range client.DepartmentPages(t.Context()) {
		if err != nil {
			t.Error(err)
		}
		break
	}
	for department, err := range client.Departments(t.Context()) {
		if err != nil {
			t.Error(err)
		}
		if department.ID == "3" {
			break
		}
	}
	if !slices.Equal(*asked, []string{"", "", "a+/=&", "7"}) {
		t.Errorf("asked for %q", *asked)
	}
}

func TestPagesThatGoRoundInCircles(t *testing.T) {
	t.Parallel()
	for name, pages := range map[string]map[string]string{
		"on the spot": {"": `{"numbers":[{"id":"1"}],"nextOffset":"a"}`, "a": `{"numbers":[{"id":"2"}],"nextOffset":"a"}`},
		"in a circle": {"": `{"numbers":[],"nextOffset":"a"}`, "a": `{"numbers":[],"nextOffset":"b"}`, "b": `{"numbers":[],"nextOffset":"c"}`, "c": `{"numbers":[],"nextOffset":"a"}`},
	} {
		client, asked := paged(t, pages)
		err := list(client.Numbers(t.Context(), NumberFilter{}))
		if err == nil || !strings.Contains(err.Error(), "circles") || len(*asked) != len(pages) {
			t.Errorf("%s: asked for %q, error: %v", name, *asked, err)
		}
	}
}

func TestPagesWithoutEnd(t *testing.T) {
	t.Parallel()
	asked := 0
	endless := pages("list licenses", "/licenses", func(string) ([]License, string, error) {
		asked++
		return nil, strconv.Itoa(asked), nil
	})
	if err := list(endless); err == nil || asked != mostPages {
		t.Errorf("%d pages, error: %v", asked, err)
	}
}

// TestPageFails gives what was read before, then the error, and nothing after it.
func TestPageFails(t *testing.T) {
	t.Parallel()
	client, _ := paged(t, map[string]string{
		"":  `{"members":[{"id":"1"}],"nextOffset":"a"}`,
		"a": `{"error":{"code":"internal","message":"no"}}`,
	})
	var story []string
	for page, err := range client.MemberPages(t.Context()) {
		story = append(story, fmt.Sprint(len(page), err != nil))
	}
	if !slices.Equal(story, []string{"1 false", "0 true"}) {
		t.Error(story)
	}
}

func TestFindMemberByEmail(t *testing.T) {
	t.Parallel()
	const anna, bert = `{"id":"1","email":"Anna@Example.com"}`, `{"id":"2","email":"bert@example.com"}`
	for name, test := range map[string]struct {
		pages    map[string]string
		found    string
		filtered bool
	}{
		"found":                      {map[string]string{"": `{"members":[` + anna + `]}`}, "1", true},
		"absent":                     {map[string]string{"": `{"members":[]}`}, "", true},
		"found after an empty page":  {map[string]string{"": `{"members":[],"nextOffset":"a"}`, "a": `{"members":[` + anna + `]}`}, "1", true},
		"absent after an empty page": {map[string]string{"": `{"members":[],"nextOffset":"a"}`, "a": `{"members":[]}`}, "", true},
		"not filtered":               {map[string]string{"": `{"members":[` + bert + `],"nextOffset":"a"}`}, "", false},
		"not filtered, but found":    {map[string]string{"": `{"members":[` + bert + `,` + anna + `],"nextOffset":"a"}`}, "1", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, _ := paged(t, test.pages)
			member, filtered, err := client.FindMemberByEmail(t.Context(), "anna@example.com")
			if err != nil || filtered != test.filtered || (member == nil) != (test.found == "") || member != nil && member.ID != test.found {
				t.Error(member, filtered, err)
			}
		})
	}
	client, _ := paged(t, map[string]string{"": `{}`})
	if member, _, err := client.FindMemberByEmail(t.Context(), "anna@example.com"); err == nil || member != nil {
		t.Error(member, err)
	}
}
