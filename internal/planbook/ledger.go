package planbook

import "slices"

// ledger finds two blocks that claim one thing: a number, an e-mail, a name.
type ledger[C any] struct {
	entries map[string]*entry[C]
	blocks  map[string]*claimant[C]
}

// entry is one thing with the blocks that claim it.
type entry[C any] struct {
	all   []*claimant[C]
	fresh *claimant[C] // one whose claim is new in this plan
}

type claimant[C any] struct {
	thing string
	who   C
	fresh bool
	said  bool // this block's clash has been reported
}

func newLedger[C any]() ledger[C] {
	return ledger[C]{entries: make(map[string]*entry[C]), blocks: make(map[string]*claimant[C])}
}

// claim enters that the block called instance, described by who, claims a thing. If another block
// claims it too and either claim is fresh, that is a clash: other describes the other block.
//
// A block that comes by again is the same claimant. What has been fresh once stays so.
func (l *ledger[C]) claim(instance, thing string, fresh bool, who C) (other C, clash bool) {
	c := l.blocks[instance]
	if c == nil {
		c = &claimant[C]{}
		l.blocks[instance] = c
	} else if c.thing != thing {
		l.drop(c)
		c.said = false
	}
	e := l.entries[thing]
	if e == nil {
		e = &entry[C]{}
		l.entries[thing] = e
	}
	if c.thing != thing {
		c.thing = thing
		e.all = append(e.all, c)
	}
	c.who, c.fresh = who, c.fresh || fresh
	if c.fresh && e.fresh == nil {
		e.fresh = c
	}
	if c.said || len(e.all) < 2 || e.fresh == nil {
		return other, false
	}
	opponent := e.fresh
	if c.fresh {
		opponent = e.all[0]
		if opponent == c {
			opponent = e.all[1]
		}
	}
	c.said, opponent.said = true, true
	return opponent.who, true
}

// drop takes back a claim on a thing.
func (l *ledger[C]) drop(c *claimant[C]) {
	e := l.entries[c.thing]
	e.all = slices.DeleteFunc(e.all, func(other *claimant[C]) bool { return other == c })
	e.fresh = nil
	for _, other := range e.all {
		if other.fresh {
			e.fresh = other
		}
	}
	c.thing, c.fresh = "", false
}
