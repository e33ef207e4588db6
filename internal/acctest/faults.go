package acctest

import "github.com/onoff-community/terraform-provider-onoff/internal/simulator"

// Fault lets things go wrong from now on. A fault that never strikes fails the test.
func (h *Harness) Fault(faults ...simulator.Fault) {
	h.t.Helper()
	if err := h.Simulator.AddFaults(faults...); err != nil {
		h.t.Fatal(err)
	}
}

// NoFaults ends all faults.
func (h *Harness) NoFaults() {
	h.t.Helper()
	h.faultsStruck()
	if err := h.Simulator.SetFaults(); err != nil {
		h.t.Fatal(err)
	}
}

// LostReply is a connection that breaks once, after the request took effect.
func LostReply(route string) simulator.Fault {
	return simulator.Fault{Route: route, Count: 1, Drop: "after"}
}

// LostRequest is a connection that breaks once, before the request takes effect.
func LostRequest(route string) simulator.Fault {
	return simulator.Fault{Route: route, Count: 1, Drop: "before"}
}

// Answers is a service that answers with this status instead of doing what was asked, until the
// faults are ended.
func Answers(route string, status int) simulator.Fault {
	return simulator.Fault{Route: route, Status: status}
}

// AnswersWith is a service that answers with this status and body, until the faults are ended.
func AnswersWith(route string, status int, body string) simulator.Fault {
	return simulator.Fault{Route: route, Status: status, Body: &body}
}

// faultsStruck reports what was to go wrong and never did. A fault that strikes by chance may not.
func (h *Harness) faultsStruck() {
	h.t.Helper()
	for _, state := range h.Simulator.Faults() {
		if state.Fired == 0 && state.Fault.Probability == 0 {
			h.t.Errorf("a fault of %s never struck", state.Fault.Route)
		}
	}
}
