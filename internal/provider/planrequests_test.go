package provider_test

import (
	"maps"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// A plan that changes nothing is held to the rules without one request more than it costs anyway.
func TestTheRulesOfAPlanAddNoRequest(t *testing.T) {
	t.Parallel()
	sent := map[string]map[string]int{}
	for _, checks := range []string{"off", "warning", "error"} {
		h := acctest.New(t, acctest.Company(simulator.Generate(60)), acctest.Setting("plan_checks", checks))
		all := adopt(t, h, upTo(60)...)
		planUnchanged(t, h, all, 1) // one at a time: the requests are then the same each time
		sent[checks] = map[string]int{}
		for _, r := range h.Sent() {
			sent[checks][r.Route]++
		}
	}
	if len(sent["off"]) == 0 {
		t.Error("nothing was read at all")
	}
	for _, checks := range []string{"warning", "error"} {
		if !maps.Equal(sent[checks], sent["off"]) {
			t.Errorf("%s sends %v, and off %v", checks, sent[checks], sent["off"])
		}
	}
	t.Logf("each of the three sends %v", sent["off"])
}
