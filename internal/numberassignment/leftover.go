package numberassignment

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/e164"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// othersTurn is how long the blocks in state get to be read, before a number that none of them has is
// mentioned.
const othersTurn = time.Second

// warnOfLeftover says that a holder, for whom a number is to be picked, has one that fits and that no
// block in state has. A run that was killed after the service made an assignment, and before Terraform
// recorded it, leaves such a number behind. A request to assign a named number would find it again; one
// that picks can't, since the same is asked for whenever somebody gets a second number. So it is left
// to whoever reads the plan.
//
// It looks at what was read for the blocks in state, and so speaks up only where something was: an
// apply reads nothing again, and its plan has been reviewed.
func (r *Resource) warnOfLeftover(ctx context.Context, config model, resp *resource.ModifyPlanResponse) {
	inState := &r.Session().InState
	if !r.Session().MayGlance() || !known(config.CountryCode) || config.NumberType.IsUnknown() || !inState.Some(ctx, othersTurn) {
		return
	}
	holder, ids := r.has(ctx, config)
	if len(ids) == 0 {
		return
	}
	filter := onoff.NumberFilter{Status: onoff.StatusUsed, MemberID: holder.MemberID, DepartmentID: holder.DepartmentID}
	numbers, err := r.Session().Directory.Numbers(ctx, filter)
	if err != nil {
		return
	}
	phone := func(n onoff.Number) string { return e164.NewValue(n.PhoneNumber).Canonical() }
	fitting := slices.DeleteFunc(numbers, func(n onoff.Number) bool {
		return !slices.Contains(ids, n.ID) || n.CountryCode != config.CountryCode.ValueString() ||
			!config.NumberType.IsNull() && n.Type != config.NumberType.ValueString()
	})
	over := time.After(othersTurn)
	for {
		fitting = slices.DeleteFunc(fitting, func(n onoff.Number) bool { return inState.Has(words.Type, phone(n)) })
		if len(fitting) == 0 {
			return
		}
		select {
		case <-time.After(20 * time.Millisecond):
			continue
		case <-ctx.Done():
			return
		case <-over:
		}
		break
	}
	for _, n := range fitting {
		if !r.Session().Said.Once("number " + phone(n)) {
			continue
		}
		resp.Diagnostics.AddAttributeWarning(path.Root("country_code"), "The number "+phone(n)+" may be left over from a run that was cut short", fmt.Sprintf(
			"The holder has it already, it is one that this block could have picked, and no block in state that was read so far has it. "+
				"If an earlier run assigned it for this block and was cut short, take it over instead of having another one picked, which would need one more licence. "+
				"If the holder is to have both, nothing is amiss.\n\n%s", words.ImportBlock(phone(n))))
		return
	}
}

// has is whom the configuration names, as far as that is known, with the IDs of the numbers they have.
func (r *Resource) has(ctx context.Context, config model) (directory.Holder, []string) {
	d, glance := r.Session().Directory, directory.AtAGlance()
	var m onoff.Member
	var err error
	switch {
	case known(config.DepartmentID):
		found, err := d.Department(ctx, config.DepartmentID.ValueString(), glance)
		if err != nil {
			return directory.Holder{}, nil
		}
		return directory.Holder{DepartmentID: found.ID}, found.NumberIDs
	case known(config.MemberID):
		m, err = d.Member(ctx, config.MemberID.ValueString(), glance)
	case known(config.MemberEmail):
		m, err = d.MemberByEmail(ctx, config.MemberEmail.ValueString(), glance)
	default:
		return directory.Holder{}, nil
	}
	if err != nil {
		return directory.Holder{}, nil
	}
	return directory.Holder{MemberID: m.ID}, m.NumberIDs
}
