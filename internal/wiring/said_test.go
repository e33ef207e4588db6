package wiring_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// What is planned before anything in state was read waits for that, and all together no longer than one
// turn where nothing is.
func TestInStateSome(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var late wiring.InState
		time.AfterFunc(time.Second/2, func() { late.Add("onoff_member", "member-1") })
		if began := time.Now(); !late.Some(t.Context(), time.Second) || time.Since(began) > 6*time.Second/10 {
			t.Errorf("after %s something is in state: %t", time.Since(began), late.Any())
		}

		var never wiring.InState
		began := time.Now()
		for range 10 {
			if never.Some(t.Context(), time.Second) {
				t.Error("something is in state")
			}
		}
		if time.Since(began) > time.Second {
			t.Errorf("ten blocks waited for %s", time.Since(began))
		}
	})
}
