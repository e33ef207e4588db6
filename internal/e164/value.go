package e164

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var (
	_ basetypes.StringTypable                    = Type{}
	_ basetypes.StringValuableWithSemanticEquals = Value{}
)

// Type is the attribute type of a phone number.
type Type struct{ basetypes.StringType }

// Equal says whether the other type is this one.
func (t Type) Equal(o attr.Type) bool {
	other, ok := o.(Type)
	return ok && t.StringType.Equal(other.StringType)
}

// String names the type in messages.
func (t Type) String() string { return "e164.Type" }

// ValueType returns an empty value of the type.
func (t Type) ValueType(context.Context) attr.Value { return Value{} }

// ValueFromString makes a phone number of a string.
func (t Type) ValueFromString(_ context.Context, s basetypes.StringValue) (basetypes.StringValuable, diag.Diagnostics) {
	return Value{s}, nil
}

// ValueFromTerraform makes a phone number of what Terraform sent.
func (t Type) ValueFromTerraform(ctx context.Context, v tftypes.Value) (attr.Value, error) {
	plain, err := t.StringType.ValueFromTerraform(ctx, v)
	if err != nil {
		return nil, err
	}
	s, ok := plain.(basetypes.StringValue)
	if !ok {
		return nil, fmt.Errorf("a string came as %T", plain)
	}
	return Value{s}, nil
}

// Value is a phone number as it was written, or null, or unknown.
type Value struct{ basetypes.StringValue }

// NewValue makes a known value; nothing is checked.
func NewValue(s string) Value { return Value{basetypes.NewStringValue(s)} }

// NewNull makes a null value.
func NewNull() Value { return Value{basetypes.NewStringNull()} }

// NewUnknown makes an unknown value.
func NewUnknown() Value { return Value{basetypes.NewStringUnknown()} }

// Type returns [Type].
func (v Value) Type(context.Context) attr.Type { return Type{} }

// String is for logs: the framework notes at TRACE which values it compares, and a phone number says whose
// they are. What is written is [Value.ValueString].
func (v Value) String() string {
	if v.IsNull() || v.IsUnknown() {
		return v.StringValue.String()
	}
	return "***"
}

// Equal says whether the other value is written the same.
func (v Value) Equal(o attr.Value) bool {
	other, ok := o.(Value)
	return ok && v.StringValue.Equal(other.StringValue)
}

// Canonical returns the number as the API writes it, or what was written if it isn't a number. It
// is empty for null and unknown.
func (v Value) Canonical() string { return Canonical(v.ValueString()) }

// SameAs says whether both are known and mean the same number.
func (v Value) SameAs(o Value) bool {
	known := !v.IsNull() && !v.IsUnknown() && !o.IsNull() && !o.IsUnknown()
	return known && Equal(v.ValueString(), o.ValueString())
}

// StringSemanticEquals says whether both mean the same number. The framework asks it for known
// values only, and keeps the spelling it had if they do.
func (v Value) StringSemanticEquals(ctx context.Context, o basetypes.StringValuable) (bool, diag.Diagnostics) {
	other, diags := o.ToStringValue(ctx)
	return Equal(v.ValueString(), other.ValueString()), diags
}
