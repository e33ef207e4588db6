package planbook

import "math"

// needsNew reports whether a claim on an unknown ID is held against what the plan creates. A block
// that had a holder, or a licence, before may be about to keep it, its ID unknown only because a
// data source is read late; unless what it had is being replaced.
func (b *Book) needsNew(a *assignment, past key) bool {
	if past == (key{}) || b.leaving[past] {
		return true
	}
	b.waiting[past] = append(b.waiting[past], a)
	return false
}

// leaves enters that the plan replaces a member or a block of licences: what has it can't keep it.
func (b *Book) leaves(k key) {
	if k.value == "" || b.leaving[k] {
		return
	}
	b.leaving[k] = true
	waiting := b.waiting[k]
	delete(b.waiting, k)
	for _, a := range waiting {
		b.withdraw(a)
		b.enter(a)
	}
}

// settle brings the room up to date with what became of a person.
func (b *Book) settle(p *person) {
	room := max(0, p.created*b.limit-p.size())
	b.room += room - p.room
	p.room = room
}

// tooManyNewcomers judges the claims on members that have no ID yet.
func (b *Book) tooManyNewcomers() Violation {
	if b.limit <= 0 || b.saidNewcomers || b.newcomers.size() <= b.room {
		return nil
	}
	b.saidNewcomers = true
	broken := &TooManyForNewMembers{Limit: b.limit, Room: b.room, Numbers: b.newcomers.numbers()}
	for _, p := range b.people {
		if p.parent == nil && p.created > 0 {
			broken.Members = append(broken.Members, p.shown)
		}
	}
	sortMembers(broken.Members)
	return broken
}

// newLicenses are the blocks of licences that this plan buys or replaces, with the claims on licences
// that have no ID yet.
type newLicenses struct {
	tally
	blocks   []*licenseBlock
	capacity int64
	said     bool
}

// plenty stands for a quantity that isn't known yet. A hundred million of them can be added up.
const plenty = int64(math.MaxInt64 / 100_000_000)

// count takes a new block in, or brings its quantity up to date.
func (n *newLicenses) count(block *licenseBlock) {
	if block.capacity == 0 {
		n.blocks = append(n.blocks, block)
	}
	quantity, has := block.quantity.get()
	if !has || quantity > plenty {
		quantity = plenty
	}
	n.capacity += quantity - block.capacity
	block.capacity = quantity
}

func (n *newLicenses) judge() Violation {
	if n.said || int64(n.size()) <= n.capacity {
		return nil
	}
	n.said = true
	broken := &TooManyForNewLicenses{Quantity: n.capacity, Numbers: n.numbers()}
	for _, block := range n.blocks {
		broken.Names = include(broken.Names, block.name)
	}
	return broken
}
