package member_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// Every key leads to the same member, also on a CLI that isn't at hand.
func TestEveryKeyLeadsToTheSameMember(t *testing.T) {
	h := acctest.New(t, acctest.Company(office()))
	p := h.Protocol()
	byIdentity, diags := p.ImportByIdentity("onoff_member", acctest.Attrs{"id": "mem-anna"})
	acctest.OK(t, diags)
	for _, key := range []string{"mem-anna", "anna.petit@example.com", "Anna.PETIT@example.com"} {
		byKey, diags := p.Import("onoff_member", key)
		acctest.OK(t, diags)
		for name, value := range byIdentity.Attrs() {
			if !sameAttr(value, byKey.Get(name)) {
				t.Errorf("by %s %s is %v, by identity %v", key, name, byKey.Get(name), value)
			}
		}
		if byKey.Identity()["id"] != "mem-anna" {
			t.Errorf("by %s the identity is %v", key, byKey.Identity())
		}
	}
	planned, diags := p.Plan("onoff_member", byIdentity, acctest.Attrs{
		"first_name": "Anna", "last_name": "Petit", "email": "anna.petit@example.com", "role": "team_lead",
		"department_ids": []string{"dep-sales"},
	})
	acctest.OK(t, diags)
	if !planned.Empty() {
		t.Errorf("after the import %v is planned", planned.Attrs())
	}
}

// An identity that names nobody imports nothing.
func TestIdentityOfNobody(t *testing.T) {
	h := acctest.New(t, acctest.Company(office()))
	nobody, diags := h.Protocol().ImportByIdentity("onoff_member", acctest.Attrs{"id": "mem-nobody"})
	acctest.OK(t, diags)
	if nobody != nil {
		t.Errorf("imported %v", nobody.Attrs())
	}
	if !strings.Contains(diags.Warnings(), "no longer exists") {
		t.Errorf("nothing is said but %q", diags.Warnings())
	}
}

// Destroying the owner is said to fail before it does, and how to let them go.
func TestDestroyingTheOwner(t *testing.T) {
	h := acctest.New(t, acctest.Company(office()))
	p := h.Protocol()
	olga, diags := p.Import("onoff_member", "olga.martin@example.com")
	acctest.OK(t, diags)
	planned, diags := p.Plan("onoff_member", olga, nil)
	acctest.OK(t, diags)
	for _, want := range []string{`AttributeName("role"): The owner can't be deleted`, "olga.martin@example.com", "removed {", "terraform state rm"} {
		if !strings.Contains(diags.Warnings(), want) {
			t.Errorf("the warning lacks %q: %s", want, diags.Warnings())
		}
	}
	left, diags := p.Apply(planned)
	wantError(t, diags, "Can't delete the member olga.martin@example.com", []string{"member.owner", "Hand the ownership over in the console"})
	if left == nil || find(h.Company(), "olga.martin@example.com") == nil {
		t.Error("the owner is gone")
	}
}

// The role may only be known while applying; then the rule still holds, and nothing is sent.
func TestOwnerOnlyKnownWhileApplying(t *testing.T) {
	h := acctest.New(t)
	p := h.Protocol()
	planned, diags := p.Plan("onoff_member", nil, annaConfig(acctest.Attrs{"role": acctest.Unknown}))
	acctest.OK(t, diags)
	if planned.Attrs()["role"] != acctest.Unknown {
		t.Errorf("the role is planned as %v", planned.Attrs()["role"])
	}
	applying := h.Protocol() // Terraform configures the provider anew for each walk
	_, diags = applying.Plan("onoff_member", nil, annaConfig(acctest.Attrs{"role": "owner"}))
	wantError(t, diags, `AttributeName("role"): The owner's role can't be given`, nil)
	h.WantSent(0, "POST *", "PATCH *")
}

// A member who is gone when they are to be deleted is what was wanted.
func TestDeletingSomebodyWhoIsGone(t *testing.T) {
	h := acctest.New(t)
	p := h.Protocol()
	anna, diags := p.Create("onoff_member", annaConfig(nil))
	acctest.OK(t, diags)
	h.Behind("DELETE", "/members/"+anna.ID(), nil, nil)
	left, diags := p.Destroy(anna)
	acctest.OK(t, diags)
	if left != nil {
		t.Errorf("%v is still in state", left.Attrs())
	}
}

// Changing somebody who is gone is an error, and the next plan finds out.
func TestChangingSomebodyWhoIsGone(t *testing.T) {
	h := acctest.New(t)
	anna, diags := h.Protocol().Create("onoff_member", annaConfig(nil))
	acctest.OK(t, diags)
	p := h.Protocol()
	planned, diags := p.Plan("onoff_member", anna, annaConfig(acctest.Attrs{"role": "admin"}))
	acctest.OK(t, diags)
	h.Behind("DELETE", "/members/"+anna.ID(), nil, nil)
	left, diags := p.Apply(planned)
	wantError(t, diags, "Can't change the member anna.petit@example.com", []string{"member.notFound"})
	if left == nil {
		t.Fatal("the member left the state without a word")
	}
	read, diags := h.Protocol().Read(left)
	acctest.OK(t, diags)
	if read != nil || !strings.Contains(diags.Warnings(), "The member anna.petit@example.com no longer exists") {
		t.Errorf("reading gives %v and says %q", read, diags.Warnings())
	}
}

// A department that doesn't exist is an error on the attribute that names it.
func TestUnknownDepartment(t *testing.T) {
	h := acctest.New(t)
	_, diags := h.Protocol().Create("onoff_member", annaConfig(acctest.Attrs{"department_ids": []string{"dep-nothing"}}))
	wantError(t, diags, `AttributeName("department_ids"): Can't create the member anna.petit@example.com`, []string{"departmentIdRefs.unknown", "onoff_department.NAME.id"})
}

// An endpoint may spell in its answer what it was given otherwise, or not at all. Terraform would take
// that for a broken creation, and make the member, with the mail, once more.
func TestAnswerThatIsSpeltOtherwise(t *testing.T) {
	t.Parallel()
	for name, rest := range map[string]string{
		"otherwise": `,"firstName":"ANNA","lastName":"PETIT","email":"ANNA.PETIT@EXAMPLE.COM","role":"ROLE_AUDITOR","departmentIdRefs":["dep-all"]`,
		"barely":    ``,
	} {
		t.Run(name, func(t *testing.T) {
			h := acctest.New(t)
			answer := `{"id":"mem-anna"` + rest + `}`
			h.Fault(acctest.AnswersWith(created, http.StatusCreated, answer))
			anna, diags := h.Protocol().Create("onoff_member", annaConfig(nil))
			acctest.OK(t, diags)
			if anna.ID() != "mem-anna" {
				t.Errorf("the ID is %q", anna.ID())
			}
			h.NoFaults()
			h.Fault(acctest.AnswersWith(changed, http.StatusOK, answer))
			anna, diags = h.Protocol().Update(anna, annaConfig(acctest.Attrs{"last_name": "Grand"}))
			acctest.OK(t, diags)
			if anna.Get("last_name") != "Grand" || anna.Get("role") != "user" || anna.Get("email") != "anna.petit@example.com" {
				t.Errorf("in state is %v", anna.Attrs())
			}
		})
	}
}
