package membermail

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/email"
)

// What wasn't known while planning may turn out to name nobody, or two.
func TestOneAddressee(t *testing.T) {
	t.Parallel()
	anna, id := email.NewValue("anna@example.com"), types.StringValue("mem-anna")
	for name, test := range map[string]struct {
		whom addressee
		ok   bool
	}{
		"by e-mail":     {addressee{Email: anna, ID: types.StringNull()}, true},
		"by ID":         {addressee{Email: email.NewNull(), ID: id}, true},
		"both":          {addressee{Email: anna, ID: id}, false},
		"neither":       {addressee{Email: email.NewNull(), ID: types.StringNull()}, false},
		"empty":         {addressee{Email: email.NewValue(""), ID: types.StringNull()}, false},
		"still unknown": {addressee{Email: email.NewUnknown(), ID: types.StringNull()}, false},
	} {
		var diags diag.Diagnostics
		if got := test.whom.one(&diags); got != test.ok || diags.HasError() == test.ok {
			t.Errorf("%s: %t, %v", name, got, diags)
		}
	}
}
