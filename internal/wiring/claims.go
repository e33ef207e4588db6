package wiring

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/planbook"
)

// Text is a planned text as the plan book takes it: a value, not known yet, or absent.
func Text(planned types.String) planbook.Value[string] {
	if planned.IsUnknown() {
		return planbook.Unknown[string]()
	}
	return planbook.Known(planned.ValueString())
}

// Hold reports the rules that a plan breaks, each on the attribute that at names for it.
func (s *Session) Hold(diags *diag.Diagnostics, broken []planbook.Violation, at func(planbook.Violation) path.Path) {
	for _, rule := range broken {
		detail := rule.Error()
		switch rule.(type) {
		case *planbook.TooManyNumbers, *planbook.TooManyForNewMembers:
			if s.limit.assumed {
				detail += fmt.Sprintf("\n\nThe account couldn't be asked how many numbers a member may hold, so %d is assumed. If it is more, set max_numbers_per_member in the provider block.", usualNumbersPerMember)
			}
		}
		s.Violation(diags, at(rule), rule.Summary(), detail)
	}
}
