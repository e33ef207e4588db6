// Package wiring is what every resource and data source embeds: the session that the provider's
// Configure made, the check that it is there, and the instance ID that tells one block from another.
//
// It knows no noun and sends no request.
package wiring

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/planbook"
)

// PlanChecks says what becomes of a rule that a plan breaks.
type PlanChecks string

// The values of the provider's plan_checks.
const (
	PlanChecksError   PlanChecks = "error"
	PlanChecksWarning PlanChecks = "warning"
	PlanChecksOff     PlanChecks = "off"
)

// Session is one configured provider: it lives for one walk (validate, plan or apply) and is shared
// by all resources and data sources of that walk.
type Session struct {
	// Directory is the organisation as read and changed in this walk. It is nil while the settings
	// named in Unknown have no value yet, which happens in a plan that creates what they come from.
	Directory *directory.Directory

	// Book holds the claims of this plan.
	Book *planbook.Book

	// MaxNumbersPerMember is the provider's max_numbers_per_member; 0 if the account is to be asked.
	MaxNumbersPerMember int

	// PlanChecks is what becomes of a rule that the plan breaks.
	PlanChecks PlanChecks

	// AllowLicensePurchase is the provider's allow_license_purchase.
	AllowLicensePurchase bool

	// Unknown names the settings without which nothing can be sent and whose value isn't known yet.
	Unknown []string

	// Said keeps a warning from being repeated for each block that runs into the same thing.
	Said Said

	// InState is what this walk read for blocks that are in state.
	InState InState

	// Licenses is what the plan makes of the free licences.
	Licenses Balance

	limit limit
}

// Reachable reports whether requests can be sent at all, and says on diags why not.
func (s *Session) Reachable(diags *diag.Diagnostics) bool {
	if s != nil && s.Directory != nil {
		return true
	}
	if s == nil {
		diags.AddError("The provider isn't configured",
			"A request was asked for before the provider's settings were read. This is a bug of the provider: please report it.")
		return false
	}
	for _, name := range s.Unknown {
		diags.AddError("The provider's "+name+" isn't known yet",
			fmt.Sprintf("provider \"onoff\": %s comes from something that is only created by this very apply, so nothing can be read from the API while planning. "+
				"Write a value that is known while planning (a variable, or the environment variable ONOFF_%s), or create what it comes from in a configuration of its own.",
				name, strings.ToUpper(name)))
	}
	return false
}

// Violation reports a broken rule as plan_checks asks for: an error, a warning or nothing.
func (s *Session) Violation(diags *diag.Diagnostics, at path.Path, summary, detail string) {
	switch s.PlanChecks {
	case PlanChecksOff:
	case PlanChecksWarning:
		diags.AddAttributeWarning(at, summary, detail)
	default:
		diags.AddAttributeError(at, summary, detail)
	}
}

// Glance says how carefully the live organisation is looked at for the sake of a warning. What has read
// something for a block in state is a plan. Anything else may be an apply, in which the plan of each
// block is asked for again: there it may cost a first page and no more.
func (s *Session) Glance() directory.ReadOption {
	if s.InState.Any() {
		return directory.AtAGlance()
	}
	return directory.Frugally()
}

// MayGlance reports whether the live organisation may be looked at for the sake of a warning: there is
// a connection, plan checks aren't off, and nothing was changed yet. Once something was, this is an
// apply, and its plan has been reviewed.
func (s *Session) MayGlance() bool {
	return s.PlanChecks != PlanChecksOff && s.Directory != nil && !s.Directory.Changed()
}
