package provider_test

import (
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// A wrong setting is an error on its attribute, before anything is sent, and a key is never repeated.
func TestWrongSettings(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		block acctest.Attrs
		want  []string
	}{
		"no key":                 {acctest.Attrs{"api_key": ""}, []string{`"api_key"`}},
		"a key of two lines":     {acctest.Attrs{"api_key": "first-secret\nsecond-secret"}, []string{`"api_key"`}},
		"plain http elsewhere":   {acctest.Attrs{"base_url": "http://example.com"}, []string{`"base_url"`, "https"}},
		"no address":             {acctest.Attrs{"base_url": "example"}, []string{`"base_url"`}},
		"a key in the address":   {acctest.Attrs{"base_url": "https://user:first-secret@example.com"}, []string{`"base_url"`}},
		"unknown plan_checks":    {acctest.Attrs{"plan_checks": "sometimes"}, []string{`"plan_checks"`, "sometimes"}},
		"no numbers at all":      {acctest.Attrs{"max_numbers_per_member": 0}, []string{`"max_numbers_per_member"`}},
		"fewer than no retries":  {acctest.Attrs{"max_retries": -1}, []string{`"max_retries"`}},
		"no requests per second": {acctest.Attrs{"requests_per_second": 0}, []string{`"requests_per_second"`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := acctest.New(t)
			_, diags := h.ProtocolWith(test.block)
			for _, want := range test.want {
				if !strings.Contains(diags.Errors(), want) {
					t.Errorf("the error lacks %s: %s", want, diags.Errors())
				}
			}
			if strings.Contains(diags.Errors(), "secret") {
				t.Errorf("the error tells the key: %s", diags.Errors())
			}
			h.WantSent(0, "*")
		})
	}
}

// The configuration wins over the environment, and that over the default.
func TestWhereSettingsComeFrom(t *testing.T) {
	t.Parallel()
	six := func(h *acctest.Harness, block acctest.Attrs) string {
		t.Helper()
		p, diags := h.ProtocolWith(block)
		acctest.OK(t, diags)
		said := ""
		for i := range 4 {
			_, diags := p.Plan("onoff_number_assignment", nil, acctest.Attrs{"phone_number": phone(i), "member_email": "anna@example.com"})
			said += diags.Errors() + diags.Warnings()
		}
		return said
	}
	const broken = "Too many numbers for one member"
	h := acctest.New(t, acctest.Company(office()), acctest.Setting("max_numbers_per_member", "3"))
	if said := six(h, nil); !strings.Contains(said, broken) {
		t.Errorf("the environment doesn't count: %s", said)
	}
	if said := six(h, acctest.Attrs{"max_numbers_per_member": 4}); strings.Contains(said, broken) {
		t.Errorf("the configuration doesn't win: %s", said)
	}
	if said := six(acctest.New(t, acctest.Company(office())), nil); strings.Contains(said, broken) {
		t.Errorf("the account's five don't count: %s", said)
	}
}

// A wrong value in the environment names the variable.
func TestWrongEnvironment(t *testing.T) {
	t.Parallel()
	for variable, value := range map[string]string{
		"bulk_reads": "perhaps", "max_retries": "many", "requests_per_second": "-1", "plan_checks": "never",
	} {
		h := acctest.New(t, acctest.Setting(variable, value))
		_, diags := h.ProtocolWith(nil)
		for _, want := range []string{"ONOFF_" + strings.ToUpper(variable), value} {
			if !strings.Contains(diags.Errors(), want) {
				t.Errorf("%s: the error lacks %q: %s", variable, want, diags.Errors())
			}
		}
	}
}

// While the key isn't known yet, what has to be read is an error that says so, and the rest is planned.
func TestKeyKnownOnlyAfterApply(t *testing.T) {
	t.Parallel()
	h := acctest.New(t)
	made, diags := h.Protocol().Create("onoff_department", acctest.Attrs{"name": "Sales"})
	acctest.OK(t, diags)
	h.Forget()
	p, diags := h.ProtocolWith(acctest.Attrs{"api_key": acctest.Unknown})
	acctest.OK(t, diags)
	_, diags = p.Plan("onoff_department", nil, acctest.Attrs{"name": "Support"})
	acctest.OK(t, diags)
	left, diags := p.Read(made)
	if !strings.Contains(diags.Errors(), "api_key isn't known yet") || left == nil {
		t.Errorf("%v: %s", left, diags.Errors())
	}
	h.WantSent(0, "*")
}
