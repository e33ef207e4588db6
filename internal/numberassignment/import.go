package numberassignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/e164"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// ImportState takes an assignment over by its number, in any spelling, or by identity. Who has the
// number is for the refresh that follows to find out.
func (r *Resource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	written := types.StringValue(req.ID)
	if req.ID == "" {
		resp.Diagnostics.Append(req.Identity.GetAttribute(ctx, path.Root("phone_number"), &written)...)
		if resp.Diagnostics.HasError() {
			return
		}
	}
	phone, wrong := e164.Parse(written.ValueString())
	if wrong != nil {
		// Services have numbers that aren't phone numbers to the rest of the world, such as short
		// codes. One that is written exactly like it is there is taken.
		phone = written.ValueString()
		if !r.Session().Reachable(&resp.Diagnostics) {
			return
		}
		if _, err := r.Session().Directory.Assignment(ctx, phone, directory.Holder{}); onoff.NotFound(err) {
			apidiag.NothingToImport(&resp.Diagnostics, phone, "assignment", "a number with its country code. "+wrong.Error())
			return
		} else if err != nil {
			words.Report(&resp.Diagnostics, "import the number "+phone, err)
			return
		}
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("phone_number"), e164.NewValue(phone))...)
	resp.Diagnostics.Append(resp.Identity.Set(ctx, identity{PhoneNumber: types.StringValue(phone)})...)
}
