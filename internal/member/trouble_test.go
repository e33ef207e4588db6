package member_test

import (
	"bytes"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// trouble is something that the endpoint does instead of answering as it should, and what the
// diagnostic has to say of it.
type trouble struct {
	fault func(route string) simulator.Fault
	says  []string
}

const page = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in</body></html>"

func answers(status int, says ...string) trouble {
	return trouble{func(route string) simulator.Fault { return acctest.Answers(route, status) }, says}
}

var troubles = map[string]trouble{
	"wrong key":          answers(http.StatusUnauthorized, "401", "apiKey.invalid", "The API doesn't accept the key"),
	"key lacks right":    answers(http.StatusForbidden, "403", "apiKey.forbidden", "lacks the right"),
	"no such route":      answers(http.StatusNotFound, "404", "This endpoint doesn't offer the operation"),
	"method not allowed": answers(http.StatusMethodNotAllowed, "405", "This endpoint doesn't offer the operation"),
	"no JSON": {
		fault: func(route string) simulator.Fault { return acctest.AnswersWith(route, http.StatusOK, page) },
		says:  []string{"HTML page"},
	},
	"cut connection": {
		fault: func(route string) simulator.Fault { return simulator.Fault{Route: route, Drop: "before"} },
	},
}

// Trouble while reading is an error that names the member and the cause. It's never taken for "gone":
// the state on disk stays as it is, byte for byte, and once the trouble is over nothing is to change.
func TestTroubleWhileReading(t *testing.T) {
	t.Parallel()
	for name, trouble := range troubles {
		t.Run(name, func(t *testing.T) {
			h := acctest.New(t, acctest.Setting("max_retries", "0"))
			cli := h.CLI().UseDir("testdata/TestTroubleWhileReading/anna")
			cli.Apply().WantCode(0)
			before := stateFile(t, cli)

			h.Fault(trouble.fault("GET *"))
			says := append([]string{"Can't read the member anna.petit@example.com"}, trouble.says...)
			cli.Plan().WantCode(1).Want(says...).WantNot("no longer exists", page)
			cli.Apply("-refresh-only").WantCode(1).Want(says...)
			if !bytes.Equal(before, stateFile(t, cli)) {
				t.Errorf("the state was\n%s\nand is\n%s", before, stateFile(t, cli))
			}

			h.NoFaults()
			cli.Plan().WantCode(0)
		})
	}
}

// A role that this provider doesn't know is an error on the attribute, whichever way the member is
// read: to guess would mean to change somebody's rights.
func TestUnknownRole(t *testing.T) {
	t.Parallel()
	for _, bulk := range []string{"true", "false"} {
		t.Run("bulk reads "+bulk, func(t *testing.T) {
			h := acctest.New(t, acctest.Setting("bulk_reads", bulk))
			cli := h.CLI().UseDir("testdata/TestTroubleWhileReading/anna")
			cli.Apply().WantCode(0)
			before := stateFile(t, cli)

			anna := find(h.Company(), "anna.petit@example.com")
			fields := `"id":"` + anna.ID + `","firstName":"Anna","lastName":"Petit","email":"anna.petit@example.com",` +
				`"role":"ROLE_AUDITOR","departmentIdRefs":[],"numberIdRefs":[]`
			// An answer that is a member as well as a page of members.
			h.Fault(acctest.AnswersWith("GET *", http.StatusOK, `{`+fields+`,"members":[{`+fields+`}],"nextOffset":null}`))
			cli.Plan().WantCode(1).Want("The role of the member anna.petit@example.com isn't known to this provider",
				"with onoff_member.anna", `"ROLE_AUDITOR"`, "user, team_lead, admin, owner", "removed {")
			cli.Apply().WantCode(1)
			if !bytes.Equal(before, stateFile(t, cli)) {
				t.Errorf("the state was\n%s\nand is\n%s", before, stateFile(t, cli))
			}
			h.WantSent(0, changed)

			h.NoFaults()
			cli.Plan().WantCode(0)
		})
	}
}

func stateFile(t *testing.T, cli *acctest.CLI) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(cli.Dir, "terraform.tfstate"))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func annaConfig(changes acctest.Attrs) acctest.Attrs {
	config := acctest.Attrs{"first_name": "Anna", "last_name": "Petit", "email": "anna.petit@example.com"}
	maps.Copy(config, changes)
	return config
}

// Trouble while creating leaves nothing in state and nobody created; after it, creating works.
func TestTroubleWhileCreating(t *testing.T) {
	t.Parallel()
	for name, trouble := range troubles {
		t.Run(name, func(t *testing.T) {
			h := acctest.New(t, acctest.Setting("max_retries", "0"))
			h.Fault(trouble.fault(created))
			anna, diags := h.Protocol().Create("onoff_member", annaConfig(nil))
			if anna != nil {
				t.Errorf("in state is %v", anna.Attrs())
			}
			wantError(t, diags, "Can't create the member anna.petit@example.com", trouble.says)
			if mails := h.Company().Mails; len(mails) != 0 {
				t.Errorf("mails went out: %+v", mails)
			}

			h.NoFaults()
			anna, diags = h.Protocol().Create("onoff_member", annaConfig(nil))
			acctest.OK(t, diags)
			if there := find(h.Company(), "anna.petit@example.com"); there == nil || there.ID != anna.ID() {
				t.Errorf("%v is in state, the service has %+v", anna.Attrs(), there)
			}
			if mails := h.Company().Mails; len(mails) != 1 {
				t.Errorf("Anna got these mails: %+v", mails)
			}
		})
	}
}

// Trouble while changing or deleting leaves the state as it was before, not as it was planned.
func TestTroubleWhileChangingAndDeleting(t *testing.T) {
	t.Parallel()
	for name, trouble := range troubles {
		t.Run(name, func(t *testing.T) {
			h := acctest.New(t, acctest.Setting("max_retries", "0"))
			anna, diags := h.Protocol().Create("onoff_member", annaConfig(nil))
			acctest.OK(t, diags)
			unchanged := func(what string, after *acctest.Object) {
				t.Helper()
				if after == nil || !maps.EqualFunc(after.Attrs(), anna.Attrs(), sameAttr) || after.Identity()["id"] != anna.ID() {
					t.Errorf("after trouble while %s the state is %v, and was %v", what, after, anna.Attrs())
				}
			}

			h.Fault(trouble.fault(changed))
			after, diags := h.Protocol().Update(anna, annaConfig(acctest.Attrs{"role": "admin", "last_name": "Grand"}))
			wantError(t, diags, "Can't change the member anna.petit@example.com", trouble.says)
			unchanged("changing", after)
			h.WantSent(1, changed)
			h.NoFaults()

			h.Fault(trouble.fault(deleted))
			after, diags = h.Protocol().Destroy(anna)
			wantError(t, diags, "Can't delete the member anna.petit@example.com", trouble.says)
			unchanged("deleting", after)
			h.WantSent(1, deleted)
			h.NoFaults()

			again := h.Protocol()
			read, diags := again.Read(anna)
			acctest.OK(t, diags)
			unchanged("everything", read)
			planned, diags := again.Plan("onoff_member", read, annaConfig(nil))
			acctest.OK(t, diags)
			if !planned.Empty() {
				t.Errorf("%v is planned", planned.Attrs())
			}
		})
	}
}

func sameAttr(a, b any) bool {
	if list, ok := a.([]any); ok {
		other, ok := b.([]any)
		return ok && slices.Equal(list, other)
	}
	return a == b
}

func wantError(t *testing.T, diags acctest.Diagnostics, summary string, says []string) {
	t.Helper()
	text := diags.Errors()
	for _, want := range append([]string{summary}, says...) {
		if !strings.Contains(text, want) {
			t.Errorf("the error lacks %q: %s", want, text)
		}
	}
	if strings.Contains(text, "<html") {
		t.Errorf("the error has the whole page: %s", text)
	}
}
