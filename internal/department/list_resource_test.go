package department_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// The list has what a person knows a department by, what Terraform does, and what a block needs.
func TestList(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office()))
	found, diags := h.Protocol().List("onoff_department", acctest.Attrs{}, 10, true)
	acctest.OK(t, diags)
	if len(found) != 2 || found[0].DisplayName != "Sales" || found[0].Identity["id"] != "dep-sales" || found[0].Resource["name"] != "Sales" {
		t.Errorf("found %v", found)
	}
	h.WantSent(1)
	found, diags = h.Protocol().List("onoff_department", acctest.Attrs{"name_prefix": "SUP"}, 10, false)
	acctest.OK(t, diags)
	if len(found) != 1 || found[0].DisplayName != "Support" || found[0].Resource != nil {
		t.Errorf("with the prefix: %v", found)
	}
	shown, diags := h.Protocol().Data("onoff_departments", acctest.Attrs{"name_prefix": "SUP"})
	acctest.OK(t, diags)
	if all, ok := shown["departments"].([]any); !ok || len(all) != 1 {
		t.Errorf("the data source shows %v", shown)
	}
}

func TestListThatCantBeMade(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office()))
	if _, diags := h.Protocol().List("onoff_department", acctest.Attrs{"name_prefix": ""}, 10, false); !strings.HasPrefix(diags.Errors(), `AttributeName("name_prefix"): `) {
		t.Errorf("an empty prefix: %q", diags.Errors())
	}
	h.WantSent(0)
	h.Fault(acctest.Answers("GET /api/v1/departments", http.StatusForbidden))
	found, diags := h.Protocol().List("onoff_department", acctest.Attrs{}, 10, false)
	if len(found) != 0 || !strings.HasPrefix(diags.Errors(), "Can't list the departments: ") || !strings.Contains(diags.Errors(), "lacks the right") {
		t.Errorf("%v, %q", found, diags.Errors())
	}
}
