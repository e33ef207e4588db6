package provider_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// Whatever is written as an import ID: it names an object that is there, or it's an error that says
// what to write. It never reaches an operation that it isn't meant for, and nothing is changed.
func FuzzImportID(f *testing.F) {
	for _, id := range []string{
		"mem-anna", "annabelle.petitpas@example.com", "dep-sales", " Savonnerie ", "lic-staff", "TARIF-ATELIER", "+33199000011",
		"+33 1 99 00 00 12", "0033199000012", "+33199000021", "num-olga", "", ".", "..", "../numbers", "a/b", "%2e%2e", "%", "?limit=1", "#",
		"@", "a@", "mem-anna\x00", "\n", "\xff", "é", strings.Repeat("a", 300), "{}", "${x}", `"`, "١٢٣",
	} {
		for kind := range byte(4) {
			f.Add(kind, id)
		}
	}
	f.Fuzz(func(t *testing.T, kind byte, id string) {
		h := acctest.New(t, acctest.CompanyFile(companyFile), acctest.Setting("max_retries", "0"))
		typ := []string{departmentType, licenseType, memberType, assignmentType}[kind%4]
		was := effectsOf(h.Company())
		if id == "" {
			return // which means an import by identity
		}
		object, diags := h.Protocol().Import(typ, strings.ToValidUTF8(id, "?"))
		for _, r := range h.Sent() {
			if r.Method != http.MethodGet || !strings.HasPrefix(r.Route, "GET "+simulator.Prefix+"/") || strings.Contains(r.Route, "..") {
				t.Errorf("%q became %s %s", id, r.Route, r.Path)
			}
		}
		if is := effectsOf(h.Company()); is != was {
			t.Errorf("%q changed %+v into %+v", id, was, is)
		}
		switch {
		case object == nil && diags.Err() == nil:
			t.Errorf("%q imports nothing, and nothing is said", id)
		case diags.Err() == nil:
			again, diags := h.Protocol().ImportByIdentity(typ, object.Identity())
			acctest.OK(t, diags)
			if again == nil || again.ID() != object.ID() || object.ID() == "" {
				t.Errorf("%q imports %v, and its identity %v", id, object.Attrs(), again)
			}
		}
	})
}
