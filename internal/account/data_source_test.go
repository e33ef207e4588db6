package account

import (
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

func TestAnAccountWithoutALimitHasNone(t *testing.T) {
	t.Parallel()
	if got := toRecord(onoff.Account{ID: "a-1"}).MaxNumbersPerMember; !got.IsNull() {
		t.Errorf("a limit that wasn't said is %v, want null", got)
	}
	if got := toRecord(onoff.Account{ID: "a-1", MaxNumbersPerMember: 10}).MaxNumbersPerMember; got.ValueInt64() != 10 {
		t.Errorf("the limit is %v, want 10", got)
	}
}
