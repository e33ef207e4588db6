// Package simulator is the provisioning API of an Onoff Business organisation, in memory.
//
// It serves everything that the contract (internal/contract/openapi.yaml) defines, and keeps the
// vendor's rules: e-mails are unique whatever their letter case, a number has one holder and one
// licence, a member holds only so many numbers, a deletion is refused while something hangs on the
// object. A [Simulator] is an http.Handler and nothing else: a test mounts it on a server of its
// own, the command onoffsim on a port. There is no package-level state, time comes from a clock
// that the caller may inject, and randomness from a seed.
//
//	sim, err := simulator.New(simulator.Options{})
//	...
//	server := httptest.NewServer(sim)
//
// It isn't a mock: it has a memory, and refuses what the service would refuse. It isn't the
// client's mirror either: it shares no type and no rule with any other package of this module, so
// that a mistake on one side can't hide behind the same mistake on the other. It needs nothing but
// the standard library.
//
// Beside the API it answers, without a key, under /_simulator/: the journal of the requests it was
// sent, the whole organisation with what was mailed, bought and released, and the faults that it
// was told to make. The same things are methods of [Simulator].
package simulator
