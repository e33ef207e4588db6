package apidiag_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

var words = apidiag.Words{
	Type:       "onoff_member",
	Attributes: map[string]path.Path{onoff.CodeEmailTaken: path.Root("email")},
	Advice:     map[string]string{onoff.CodeEmailTaken: "Choose another one."},
}

// Each kind of trouble has its own words, and what to do about it.
func TestReport(t *testing.T) {
	t.Parallel()
	taken := &onoff.Error{Op: "create member", StatusCode: 409, Code: onoff.CodeEmailTaken, Message: "Another member has this e-mail."}
	for name, test := range map[string]struct {
		err  error
		want []string
	}{
		"wrong key":       {&onoff.Error{Op: "create member", StatusCode: 401}, []string{"ONOFF_API_KEY", "base_url"}},
		"no right":        {&onoff.Error{Op: "create member", StatusCode: 403}, []string{"lacks the right"}},
		"no such route":   {&onoff.Error{Op: "create member", StatusCode: 404}, []string{"doesn't offer the operation", "nothing was taken for deleted"}},
		"no such method":  {&onoff.Error{Op: "create member", StatusCode: 405}, []string{"doesn't offer the operation"}},
		"quota":           {&onoff.Error{Op: "create member", StatusCode: 429}, []string{"requests_per_second"}},
		"lost":            {&onoff.Error{Op: "create member", Ambiguous: true, Err: errors.New("connection reset")}, []string{"isn't known", "next plan"}},
		"out of time":     {context.DeadlineExceeded, []string{"timeouts"}},
		"a rule":          {taken, []string{"Another member has this e-mail.", "Choose another one."}},
		"exists already":  {&directory.Exists{Noun: "member", Key: "anna@example.com", FoundID: "mem-1", Err: taken}, []string{"to = onoff_member.NAME", `id = "mem-1"`, `identity = { id = "mem-1" }`}},
		"perhaps made":    {&directory.Uncertain{Noun: "member", Key: "anna@example.com", FoundID: "mem-1", Err: taken}, []string{"answer was lost", `id = "mem-1"`}},
		"perhaps not yet": {&directory.Uncertain{Noun: "member", Key: "anna@example.com", Err: taken}, []string{"Apply again in a minute"}},
		"no text at all":  {errors.New(" "), []string{"gave no reason."}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var diags diag.Diagnostics
			words.Report(&diags, "create the member anna@example.com", test.err)
			if diags.ErrorsCount() != 1 || diags[0].Summary() != "Can't create the member anna@example.com" {
				t.Fatalf("reported %v", diags)
			}
			for _, want := range test.want {
				if !strings.Contains(diags[0].Detail(), want) {
					t.Errorf("%q is missing in %q", want, diags[0].Detail())
				}
			}
			at, onAttribute := diags[0].(diag.DiagnosticWithPath)
			if wanted := onoff.HasCode(test.err, onoff.CodeEmailTaken); onAttribute != wanted || wanted && !at.Path().Equal(path.Root("email")) {
				t.Errorf("on an attribute: %t, want %t", onAttribute, wanted)
			}
		})
	}
}

// What the next plan can't show has words of its own where nobody knows what became of the request.
func TestUnsure(t *testing.T) {
	t.Parallel()
	unsure := apidiag.Words{Unsure: "Ask the member."}
	for want, err := range map[string]error{
		"Ask the member.":  &onoff.Error{Op: "send invitation", Ambiguous: true, StatusCode: 500},
		"lacks the right":  &onoff.Error{Op: "send invitation", StatusCode: 403},
		"connection reset": &onoff.Error{Op: "send invitation", Err: errors.New("connection reset")},
	} {
		var diags diag.Diagnostics
		unsure.Report(&diags, "tell", err)
		detail := diags[0].Detail()
		if !strings.Contains(detail, want) || strings.Contains(detail, "Ask the member.") != onoff.Ambiguous(err) || strings.Contains(detail, "next plan") {
			t.Errorf("%v: %q", err, detail)
		}
	}
}

func TestNothingToReport(t *testing.T) {
	t.Parallel()
	var diags diag.Diagnostics
	words.Report(&diags, "create the member", nil)
	if len(diags) != 0 {
		t.Errorf("reported %v", diags)
	}
}

// An assignment is identified by its number, and a data source can't be imported.
func TestImportBlock(t *testing.T) {
	t.Parallel()
	if got := (apidiag.Words{Type: "onoff_number_assignment"}).ImportBlock("+33639980001"); !strings.Contains(got, `identity = { phone_number = "+33639980001" }`) {
		t.Errorf("got %q", got)
	}
	if got := (apidiag.Words{}).ImportBlock("mem-1"); got != "" {
		t.Errorf("got %q", got)
	}
}
