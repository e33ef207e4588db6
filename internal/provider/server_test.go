package provider_test

import (
	"context"
	"runtime"
	"testing"
	"weak"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/onoff-community/terraform-provider-onoff/internal/provider"
)

type baggageKey struct{}

// What a call carried along, its loggers above all, can go when the call is over; a run of ten thousand
// objects would otherwise hold on to it tens of thousands of times.
func TestCallsLeaveNothingBehind(t *testing.T) {
	t.Parallel()
	server := provider.NewServer("0.0.0-test")()
	var left []weak.Pointer[[1 << 16]byte]
	for range 20 {
		baggage := new([1 << 16]byte)
		left = append(left, weak.Make(baggage))
		// As over gRPC, the context of a call ends with it.
		ctx, end := context.WithCancel(context.WithValue(t.Context(), baggageKey{}, baggage))
		_, err := server.UpgradeResourceState(ctx, &tfprotov6.UpgradeResourceStateRequest{
			TypeName: "onoff_department", RawState: &tfprotov6.RawState{JSON: []byte(`{"id":"department-1","name":"Support"}`)},
		})
		end()
		if err != nil {
			t.Fatal(err)
		}
	}
	runtime.GC()
	kept := 0
	for _, baggage := range left {
		if baggage.Value() != nil {
			kept++
		}
	}
	if kept > 1 { // the last one may still be on this goroutine's stack
		t.Errorf("the baggage of %d calls of %d is still there", kept, len(left))
	}
	runtime.KeepAlive(server)
}
