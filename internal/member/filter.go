package member

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/email"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// filter says which members are wanted. What is null wants them all.
type filter struct {
	Role           types.String `tfsdk:"role"`
	DepartmentID   types.String `tfsdk:"department_id"`
	DepartmentName types.String `tfsdk:"department_name"`
	EmailDomain    types.String `tfsdk:"email_domain"`
	HasNumbers     types.Bool   `tfsdk:"has_numbers"`
}

var (
	byRole = wiring.Filter{
		Text:       "Only members with this role: `user`, `team_lead`, `admin` or `owner`. Left out, members of every role.",
		Validators: []validator.String{stringvalidator.OneOf(roles...)},
	}
	byDepartmentID = wiring.Filter{
		Text:       "Only members of the department with this ID. Left out, members of every department and of none.",
		Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
	}
	byDepartmentName = wiring.Filter{
		Text: "Only members of the department with this name, whatever its letter case; one that doesn't exist is an error. At most one of this and `department_id`.",
		Validators: []validator.String{
			stringvalidator.LengthAtLeast(1),
			stringvalidator.ConflictsWith(path.MatchRelative().AtParent().AtName("department_id")),
		},
	}
	byEmailDomain = wiring.Filter{
		Text: "Only members whose e-mail address is in this domain, like `example.com`, whatever its letter case. Its subdomains don't count.",
		Validators: []validator.String{
			stringvalidator.RegexMatches(regexp.MustCompile(`^[^@\s]+$`), "must be what comes after the @, like example.com"),
		},
	}
)

const hasNumbers = "`true` for members who hold a number, `false` for those who hold none and so can't use the app yet."

// sieve is a filter whose department was looked up.
type sieve struct {
	filter
	department string // ID of the one that is wanted; empty if any is
}

// prepare looks up what the filter names. It is false if that isn't there.
func (f filter) prepare(ctx context.Context, session *wiring.Session, diags *diag.Diagnostics) (sieve, bool) {
	if f.DepartmentName.IsNull() {
		return sieve{f, f.DepartmentID.ValueString()}, true
	}
	found, err := session.Directory.DepartmentByName(ctx, f.DepartmentName.ValueString())
	switch {
	case onoff.NotFound(err):
		apidiag.NoSuch(diags, path.Root("department_name"), "department", apidiag.Called(f.DepartmentName))
		return sieve{}, false
	case err != nil:
		words.Report(diags, "look up the department "+apidiag.Called(f.DepartmentName), err)
		return sieve{}, false
	}
	return sieve{f, found.ID}, true
}

func (s sieve) wants(m onoff.Member) bool {
	role, _ := fromWire(m.Role)
	return (s.Role.IsNull() || s.Role.ValueString() == role) &&
		(s.department == "" || slices.Contains(m.DepartmentIDs, s.department)) &&
		(s.EmailDomain.IsNull() || email.Equal(s.EmailDomain.ValueString(), m.Email[strings.LastIndexByte(m.Email, '@')+1:])) &&
		(s.HasNumbers.IsNull() || s.HasNumbers.ValueBool() == (len(m.NumberIDs) > 0))
}
