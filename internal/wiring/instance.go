package wiring

import (
	"context"
	"crypto/rand"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// instanceKey is where the instance ID is kept in a resource's private state.
const instanceKey = "instance"

// Privacy is the private state of a request.
type Privacy interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

// PrivacyWriter is the private state of a response.
type PrivacyWriter interface {
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// Instance gives the block that is being planned an ID of its own and keeps it in private state.
//
// Terraform plans a replaced block twice and a tainted one with a null prior state, and tells a
// provider no addresses. What is written to the private state in the first call comes back in the
// second, so this ID is what tells "the same block again" from "a second block".
func Instance(ctx context.Context, before Privacy, after PrivacyWriter, diags *diag.Diagnostics) string {
	kept, d := before.GetKey(ctx, instanceKey)
	diags.Append(d...)
	var id string
	if len(kept) > 0 && json.Unmarshal(kept, &id) == nil && id != "" {
		return id
	}
	id = rand.Text()
	fresh, err := json.Marshal(id)
	if err != nil {
		diags.AddError("The block could not be given an ID", err.Error())
		return id
	}
	diags.Append(after.SetKey(ctx, instanceKey, fresh)...)
	return id
}
