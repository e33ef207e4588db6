package simulator

import (
	"fmt"
	"math/rand/v2"
	"sync"
)

// faultBook holds the faults that are in force.
type faultBook struct {
	routes *routeTable

	mu     sync.Mutex
	random *rand.Rand
	faults []*armedFault
}

type armedFault struct {
	Fault
	seen, fired int
}

func newFaultBook(seed uint64, routes *routeTable) *faultBook {
	return &faultBook{routes: routes, random: rand.New(rand.NewPCG(seed, 2))}
}

// SetFaults puts these faults in the place of all others. Nothing changes if one of them makes no
// sense.
func (s *Simulator) SetFaults(faults ...Fault) error { return s.faults.set(faults, false) }

// AddFaults puts these faults behind the others.
func (s *Simulator) AddFaults(faults ...Fault) error { return s.faults.set(faults, true) }

// Faults returns the faults in force, and how often each struck. One that has struck as often as
// it should is still among them.
func (s *Simulator) Faults() []FaultState {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	states := make([]FaultState, 0, len(s.faults.faults))
	for _, f := range s.faults.faults {
		states = append(states, FaultState{Fault: f.Fault, Fired: f.fired})
	}
	return states
}

func (b *faultBook) set(faults []Fault, keep bool) error {
	armed := make([]*armedFault, 0, len(faults))
	for i, f := range faults {
		if err := f.check(b.routes); err != nil {
			return fmt.Errorf("fault %d: %w", i+1, err)
		}
		armed = append(armed, &armedFault{Fault: f})
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if keep {
		armed = append(b.faults, armed...)
	}
	b.faults = armed
	return nil
}

func (b *faultBook) clear() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.faults = nil
}

// draw returns the fault that strikes a request; the zero strike if none does.
func (b *faultBook) draw(m match) strike {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.faults {
		if !f.matches(m) {
			continue
		}
		f.seen++
		if f.seen <= f.Skip || f.Count > 0 && f.fired >= f.Count {
			continue
		}
		if f.Probability > 0 && b.random.Float64() >= f.Probability {
			continue
		}
		f.fired++
		return strike{f.Fault}
	}
	return strike{}
}
