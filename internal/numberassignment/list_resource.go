package numberassignment

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// ListResource finds assignments for `terraform query`.
type ListResource struct{ wiring.Resource }

// NewListResource makes the list resource.
func NewListResource() list.ListResource { return &ListResource{} }

var (
	_ list.ListResourceWithConfigure        = (*ListResource)(nil)
	_ list.ListResourceWithConfigValidators = (*ListResource)(nil)
)

// Metadata names the resource that is listed.
func (l *ListResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_number_assignment"
}

// List gives the assignments page by page.
func (l *ListResource) List(ctx context.Context, req list.ListRequest, resp *list.ListResultsStream) {
	var wanted filter
	diags := req.Config.Get(ctx, &wanted)
	if diags.HasError() || !l.Session().Reachable(&diags) {
		wiring.Refuse(resp, diags)
		return
	}
	found, ok := l.find(ctx, wanted, &diags)
	if !ok {
		wiring.Refuse(resp, diags)
		return
	}
	untyped := false
	wiring.Answer(ctx, req, resp, found, func(one directory.Assignment, err error, diags *diag.Diagnostics) (wiring.Listed, bool) {
		hidden, unheld := errors.AsType[*directory.Unheld](err)
		switch {
		case err != nil && !unheld:
			words.Report(diags, "list who has which number", err)
			return wiring.Listed{}, false
		case !wanted.wants(one.Number):
			if !untyped && wanted.misses(one.Number) {
				untyped = true
				diags.AddAttributeWarning(path.Root("number_type"), "The endpoint doesn't tell the type of some numbers",
					"They are left out of the list. Leave the filter out to see them.")
			}
			return wiring.Listed{}, false
		case unheld:
			diags.AddWarning("The number "+hidden.Phone+" is left out: nobody shows it as theirs",
				"It is in use, but no member and no department has it: it may have been given to something that the API doesn't show, or released while the list was made. "+
					"Give it to a member or a department in the console to have it listed.")
			return wiring.Listed{}, false
		}
		shown := model{Timeouts: noTimeouts(ctx)}.refreshed(one)
		return wiring.Listed{Name: l.display(ctx, one), Identity: shown.identity(), Resource: shown}, true
	})
}

// find asks for the assignments that fit, as far as the endpoint knows the filters.
func (l *ListResource) find(ctx context.Context, wanted filter, diags *diag.Diagnostics) (iter.Seq2[directory.Assignment, error], bool) {
	organisation := l.Session().Directory
	query := onoff.NumberFilter{CountryCode: wanted.CountryCode.ValueString(), Type: wanted.NumberType.ValueString()}
	var err error
	var at, noun, called string
	switch {
	case !wanted.MemberID.IsNull(), !wanted.MemberEmail.IsNull():
		var holder onoff.Member
		at, noun, called = "member_id", "member", apidiag.Called(wanted.MemberEmail.StringValue, wanted.MemberID)
		if wanted.MemberID.IsNull() {
			at = "member_email"
			holder, err = organisation.MemberByEmail(ctx, wanted.MemberEmail.ValueString())
		} else {
			holder, err = organisation.Member(ctx, wanted.MemberID.ValueString())
		}
		query.MemberID = holder.ID
	case !wanted.DepartmentID.IsNull():
		var holder onoff.Department
		at, noun, called = "department_id", "department", apidiag.Called(wanted.DepartmentID)
		holder, err = organisation.Department(ctx, wanted.DepartmentID.ValueString())
		query.DepartmentID = holder.ID
	}
	switch {
	case onoff.NotFound(err):
		apidiag.NoSuch(diags, path.Root(at), noun, called)
		return nil, false
	case err != nil:
		words.Report(diags, "look up the "+noun+" "+called, err)
		return nil, false
	}
	return organisation.EachAssignment(ctx, query), true
}

// display is a number with its holder, as a person knows them.
func (l *ListResource) display(ctx context.Context, a directory.Assignment) string {
	phone := model{}.refreshed(a).PhoneNumber.Canonical()
	if a.Member != nil {
		name := strings.TrimSpace(a.Member.FirstName + " " + a.Member.LastName)
		return fmt.Sprintf("%s: %s", phone, strings.TrimSpace(name+" <"+a.Member.Email+">"))
	}
	// Whoever holds the number was read to find it, so this costs no request.
	if d, err := l.Session().Directory.Department(ctx, a.Holder.DepartmentID, directory.AtAGlance()); err == nil {
		return phone + ": the department " + d.Name
	}
	return phone
}

// noTimeouts is the attribute timeouts as it is where it isn't written.
func noTimeouts(ctx context.Context) (none timeouts.Value) {
	if t, ok := timeoutsAttribute(ctx).GetType().(timeouts.Type); ok {
		none.Object = types.ObjectNull(t.AttrTypes)
	}
	return none
}
