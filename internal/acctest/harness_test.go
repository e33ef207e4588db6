package acctest

import (
	"net/http"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

func TestBehindIsNotCounted(t *testing.T) {
	t.Parallel()
	h := New(t, Company(simulator.Generate(3)))
	h.Behind("PATCH", "/members/member-2", map[string]string{"firstName": "Grace"}, nil)
	if got := h.Company().Members[1].FirstName; got != "Grace" {
		t.Errorf("the member is called %s", got)
	}
	h.WantSent(0)
	if got := len(h.Simulator.Journal()); got != 1 {
		t.Errorf("%d requests arrived", got)
	}
	if status, body := h.Ask("DELETE", "/members/member-2", nil); status != http.StatusConflict || !strings.Contains(string(body), "member.hasNumbers") {
		t.Errorf("a member with a number could be deleted: %d %s", status, body)
	}
}

func TestCountingByRoute(t *testing.T) {
	t.Parallel()
	h := New(t, Company(simulator.Generate(3)))
	ask := func(method, path string) {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), method, h.URL+simulator.Prefix+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("X-Api-Key", APIKey)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
	}
	ask("GET", "/members/member-1")
	ask("GET", "/members/member-2")
	ask("DELETE", "/departments/department-1")
	for _, c := range []struct {
		routes []string
		want   int
	}{
		{nil, 3},
		{[]string{"*"}, 3},
		{[]string{"GET *"}, 2},
		{[]string{"GET /api/v1/members/{memberId}"}, 2},
		{[]string{"GET /api/v1/members"}, 0},
		{[]string{"GET /api/v1/members", "DELETE *"}, 1},
	} {
		h.WantSent(c.want, c.routes...)
	}
	if got := h.Writes(); got != 1 {
		t.Errorf("%d writes", got)
	}
	h.Forget()
	h.WantSent(0)
}

func TestViolationsAreCaught(t *testing.T) {
	t.Parallel()
	// What is sent here is wrong on purpose.
	h := New(t, BreaksContract())
	h.Ask("POST", "/departments", map[string]any{"name": "Sales", "colour": "red"})
	if len(h.violations) == 0 {
		t.Error("a field that the contract doesn't have went unnoticed")
	}
}

func TestHookComesBeforeTheEffect(t *testing.T) {
	t.Parallel()
	h := New(t, Company(simulator.Generate(2)))
	h.Before("DELETE /api/v1/departments/{id}", func() {
		h.Behind("PATCH", "/members/member-2", map[string]any{"departmentIdRefs": []string{}}, nil)
	})
	p := h.Protocol()
	department, diags := p.Import("onoff_department", "department-2")
	OK(t, diags)
	if left, diags := p.Destroy(department); left != nil || diags.Err() != nil {
		t.Errorf("%v: %v", left, diags.Err())
	}
	h.WantSent(1, "DELETE *")
}

func TestFaultsStrike(t *testing.T) {
	t.Parallel()
	h := New(t)
	h.Fault(Answers("GET /api/v1/account", http.StatusServiceUnavailable))
	if status, _ := h.Ask("GET", "/account", nil); status != http.StatusServiceUnavailable {
		t.Errorf("the account: %d", status)
	}
	h.NoFaults()
	h.Fault(AnswersWith("GET /api/v1/account", http.StatusOK, "<html>"))
	if _, body := h.Ask("GET", "/account", nil); string(body) != "<html>" {
		t.Errorf("the account: %s", body)
	}
	h.NoFaults()
	if status, _ := h.Ask("GET", "/account", nil); status != http.StatusOK {
		t.Errorf("the account: %d", status)
	}
}
