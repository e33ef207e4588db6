package license_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// The list has what a person knows a block by, what Terraform does, and what its block needs.
func TestList(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office()))
	found, diags := h.Protocol().List("onoff_license", acctest.Attrs{}, 10, true)
	acctest.OK(t, diags)
	if len(found) != 2 || found[1].DisplayName != "Agents (4 of max, billed yearly)" || found[1].Identity["id"] != "lic-agents" {
		t.Fatalf("found %v", found)
	}
	for name, want := range map[string]any{"id": "lic-agents", "name": "Agents", "plan": "max", "billing_period": "yearly", "quantity": 4} {
		if got := found[1].Resource[name]; got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	h.WantSent(1)
	for want, filter := range map[string]acctest.Attrs{
		"lic-staff":  {"plan": "connect"},
		"lic-agents": {"billing_period": "yearly"},
		"":           {"plan": "connect", "billing_period": "yearly"},
	} {
		found, diags := h.Protocol().List("onoff_license", filter, 10, false)
		acctest.OK(t, diags)
		if len(found) > 1 || (len(found) == 1) != (want != "") || len(found) == 1 && found[0].Identity["id"] != want {
			t.Errorf("%v: found %v", filter, found)
		}
		shown, diags := h.Protocol().Data("onoff_licenses", filter)
		acctest.OK(t, diags)
		if all, ok := shown["licenses"].([]any); !ok || len(all) != len(found) {
			t.Errorf("%v: the data source shows %v", filter, shown)
		}
	}
}

func TestListThatCantBeMade(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office()))
	for name, wrong := range map[string]string{"plan": "premium", "billing_period": "weekly"} {
		_, diags := h.Protocol().List("onoff_license", acctest.Attrs{name: wrong}, 10, false)
		if !strings.HasPrefix(diags.Errors(), `AttributeName("`+name+`"): `) || !strings.Contains(diags.Errors(), wrong) {
			t.Errorf("%s: %q", name, diags.Errors())
		}
	}
	h.WantSent(0)
	h.Fault(acctest.Answers("GET /api/v1/licenses", http.StatusNotFound))
	found, diags := h.Protocol().List("onoff_license", acctest.Attrs{}, 10, false)
	if len(found) != 0 || !strings.HasPrefix(diags.Errors(), "Can't list the licence blocks: ") || !strings.Contains(diags.Errors(), "doesn't offer") {
		t.Errorf("%v, %q", found, diags.Errors())
	}
}
