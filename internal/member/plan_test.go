package member

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/planbook"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

func TestOwnership(t *testing.T) {
	t.Parallel()
	nobody, user, admin, owner := types.StringNull(), types.StringValue(roleUser), types.StringValue(roleAdmin), types.StringValue(roleOwner)
	for name, test := range map[string]struct {
		before, after types.String
		want          string // empty: nothing is said
	}{
		"a user is created":            {nobody, user, ""},
		"an owner is created":          {nobody, owner, "The owner's role can't be given"},
		"an admin becomes owner":       {admin, owner, "The owner's role can't be given"},
		"the owner becomes admin":      {owner, admin, "The owner's role can't be taken away"},
		"the owner stays owner":        {owner, owner, ""},
		"a user becomes admin":         {user, admin, ""},
		"nobody knows yet, created":    {nobody, types.StringUnknown(), ""},
		"nobody knows yet, from owner": {owner, types.StringUnknown(), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plan := mustModel(t, anna())
			plan.Role = test.after
			for checks, severity := range map[wiring.PlanChecks]diag.Severity{
				wiring.PlanChecksError:   diag.SeverityError,
				wiring.PlanChecksWarning: diag.SeverityWarning,
				wiring.PlanChecksOff:     diag.SeverityInvalid,
			} {
				var diags diag.Diagnostics
				var before *model
				if !test.before.IsNull() {
					before = new(mustModel(t, anna()))
					before.Role = test.before
				}
				hold(&wiring.Session{PlanChecks: checks, Book: planbook.New(planbook.Limits{})}, &diags, "anna", before, plan)
				if test.want == "" || checks == wiring.PlanChecksOff {
					if len(diags) != 0 {
						t.Errorf("%s: %v", checks, diags)
					}
					continue
				}
				if len(diags) != 1 || diags[0].Summary() != test.want || diags[0].Severity() != severity {
					t.Fatalf("%s: %v, want %q", checks, diags, test.want)
				}
				if at, ok := diags[0].(diag.DiagnosticWithPath); !ok || !at.Path().Equal(path.Root("role")) {
					t.Errorf("%s: %v isn't on role", checks, diags[0])
				}
				if !strings.Contains(diags[0].Detail(), "anna.petit@example.com") {
					t.Errorf("%s: %q doesn't say who", checks, diags[0].Detail())
				}
			}
		})
	}
}

func TestDestroyingTheOwnerIsAWarning(t *testing.T) {
	t.Parallel()
	var diags diag.Diagnostics
	warnOfDestroyedOwner(&diags, mustModel(t, anna()))
	if len(diags) != 0 {
		t.Errorf("destroying a user says %v", diags)
	}
	owner := anna()
	owner.Role = "ROLE_OWNER"
	warnOfDestroyedOwner(&diags, mustModel(t, owner))
	if diags.HasError() || diags.WarningsCount() != 1 {
		t.Fatalf("destroying the owner says %v, want one warning", diags)
	}
	for _, way := range []string{"removed {", "terraform state rm"} {
		if !strings.Contains(diags[0].Detail(), way) {
			t.Errorf("%q doesn't tell of %s", diags[0].Detail(), way)
		}
	}
}
