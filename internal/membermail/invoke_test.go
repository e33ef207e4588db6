package membermail_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

func wantError(t *testing.T, diags acctest.Diagnostics, says ...string) {
	t.Helper()
	text := diags.Errors()
	for _, want := range says {
		if !strings.Contains(text, want) || text == "" {
			t.Errorf("the error lacks %q: %s", want, text)
		}
	}
}

// An invocation says what it is about to do, does it once, and says that it is done.
func TestOneMailForAnInvocation(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, k kind) {
		h := acctest.New(t, acctest.Company(office()))
		progress, diags := h.Protocol().Action(k.action, anna)
		acctest.OK(t, diags)
		if !slices.Equal(progress, k.progress) || len(diags) > 0 {
			t.Errorf("said %q and %v", progress, diags)
		}
		k.mailed(t, h, 1)
		h.WantSent(1, k.route)
	})
}

// Who is known by ID isn't looked up.
func TestByID(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, k kind) {
		h := acctest.New(t, acctest.Company(office()))
		progress, diags := h.Protocol().Action(k.action, acctest.Attrs{"member_id": "mem-anna"})
		acctest.OK(t, diags)
		if len(progress) != 2 || !strings.Contains(progress[0], "the member mem-anna") {
			t.Errorf("said %q", progress)
		}
		k.mailed(t, h, 1)
		h.WantSent(1)
	})
}

// Planning sends nothing at all, whatever is known by then.
func TestPlanningSendsNothing(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, k kind) {
		h := acctest.New(t, acctest.Company(office()))
		for _, config := range []acctest.Attrs{
			anna,
			{"member_id": "mem-anna"},
			{"member_email": acctest.Unknown},
			{"member_id": acctest.Unknown},
			{"member_email": acctest.Unknown, "member_id": acctest.Unknown},
			{"member_email": "nobody@example.com"},
		} {
			_, diags := h.Protocol().PlanAction(k.action, config)
			if len(diags) > 0 {
				t.Errorf("%v: %v", config, diags)
			}
		}
		h.WantSent(0)
	})
}

// What can't be meant is an error before anything is planned.
func TestWhatIsRefusedWhilePlanning(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, k kind) {
		h := acctest.New(t, acctest.Company(office()))
		for _, test := range []struct {
			config acctest.Attrs
			says   []string
		}{
			{acctest.Attrs{}, []string{"member_email", "member_id"}},
			{acctest.Attrs{"member_email": "anna.petit@example.com", "member_id": "mem-anna"}, []string{"member_email", "member_id"}},
			{acctest.Attrs{"member_email": "Anna Petit <anna.petit@example.com>"}, []string{`AttributeName("member_email")`, "Not an e-mail address"}},
			{acctest.Attrs{"member_id": ""}, []string{`AttributeName("member_id")`}},
		} {
			_, diags := h.Protocol().PlanAction(k.action, test.config)
			wantError(t, diags, test.says...)
		}
		h.WantSent(0)
	})
}

// Nobody is mailed who isn't a member, and the error is on the attribute that names them.
func TestNobody(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, k kind) {
		h := acctest.New(t, acctest.Company(office()))
		_, diags := h.Protocol().Action(k.action, acctest.Attrs{"member_email": "nobody@example.com"})
		wantError(t, diags, `AttributeName("member_email")`, "nobody@example.com", "there is no member")
		h.WantSent(0, k.route)
		_, diags = h.Protocol().Action(k.action, acctest.Attrs{"member_id": "mem-nobody"})
		wantError(t, diags, `AttributeName("member_id")`, "the member mem-nobody", "member.notFound")
		h.WantSent(1, k.route)
		k.mailed(t, h, 0)
	})
}

// Somebody who is deleted a moment before is told from an endpoint that lacks the operation.
func TestDeletedMeanwhile(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, k kind) {
		h := acctest.New(t, acctest.Company(office()))
		h.Before(k.route, func() { h.Behind("DELETE", "/members/mem-anna", nil, nil) })
		_, diags := h.Protocol().Action(k.action, anna)
		wantError(t, diags, `AttributeName("member_email"): `+k.try, "member.notFound")
		k.mailed(t, h, 0)
	})
}

// A temporary password would lock out somebody who has chosen one: the error says what helps instead.
func TestWhoHasSignedInAlready(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.Company(office()))
	olga := acctest.Attrs{"member_email": "olga.martin@example.com"}
	_, diags := h.Protocol().Action("onoff_send_invitation", olga)
	wantError(t, diags, "Can't send the invitation to olga.martin@example.com", "member.joined", "invoke onoff_reset_password")
	_, diags = h.Protocol().Action("onoff_reset_password", olga)
	acctest.OK(t, diags)
	if mails := h.Company().Mails; len(mails) != 1 || mails[0].Kind != "password_reset" {
		t.Errorf("mails: %+v", mails)
	}
}

// Whoever asks a second time wants a second mail, also within the hour for which a service repeats its
// answers: the idempotency key is that of the invocation, not of the member.
func TestASecondInvocationMailsAgain(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, k kind) {
		h := acctest.New(t, acctest.Company(office()))
		sameRun := h.Protocol()
		for _, p := range []*acctest.Protocol{sameRun, sameRun, h.Protocol()} {
			_, diags := p.Action(k.action, anna)
			acctest.OK(t, diags)
		}
		k.mailed(t, h, 3)
		keys := map[string]bool{}
		for _, request := range h.Sent(k.route) {
			keys[request.IdempotencyKey] = true
			if request.Replayed {
				t.Error("an earlier answer was given again")
			}
		}
		if len(keys) != 3 || keys[""] {
			t.Errorf("the keys are %v", keys)
		}
	})
}

// A member that the same run has created, or given another address, is found under it.
func TestAMemberOfTheSameRun(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, k kind) {
		h := acctest.New(t)
		p := h.Protocol()
		member := acctest.Attrs{"first_name": "Zoe", "last_name": "Neu", "email": "zoe@example.com"}
		zoe, diags := p.Create("onoff_member", member)
		acctest.OK(t, diags)
		_, diags = p.Action(k.action, acctest.Attrs{"member_email": "Zoe@Example.com"})
		acctest.OK(t, diags)
		member["email"] = "zoe.neu@example.com"
		_, diags = p.Update(zoe, member)
		acctest.OK(t, diags)
		_, diags = p.Action(k.action, acctest.Attrs{"member_email": "zoe.neu@example.com"})
		acctest.OK(t, diags)
		var to []string
		for _, mail := range h.Company().Mails {
			to = append(to, mail.Kind+" "+mail.To)
		}
		if want := []string{"invitation zoe@example.com", k.mail + " zoe@example.com", k.mail + " zoe.neu@example.com"}; !slices.Equal(to, want) {
			t.Errorf("mails: %q", to)
		}
	})
}

// A key that may only read is enough for a plan, and mails nobody.
func TestReadOnlyKey(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, k kind) {
		h := acctest.New(t, acctest.Company(office()), acctest.Setting("api_key", acctest.ReadOnlyKey))
		_, diags := h.Protocol().PlanAction(k.action, anna)
		acctest.OK(t, diags)
		_, diags = h.Protocol().Action(k.action, anna)
		wantError(t, diags, k.try, "apiKey.forbidden", "lacks the right")
		k.mailed(t, h, 0)
	})
}

// The public gateway isn't known to offer either operation: the error says so.
func TestGatewayOnly(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, k kind) {
		h := acctest.New(t, acctest.Company(office()), acctest.Service(func(o *simulator.Options) { o.GatewayOnly = true }))
		_, diags := h.Protocol().Action(k.action, anna)
		wantError(t, diags, k.try, "doesn't offer the operation")
		k.mailed(t, h, 0)
	})
}
