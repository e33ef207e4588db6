package planbook

import "slices"

// key is one way to say which member is meant: the e-mail that the member has after the plan, folded,
// or the ID. As an origin it is who held a number, or which licences it was under, before the plan.
type key struct {
	by    keyKind
	value string
}

type keyKind uint8

const (
	byEmail keyKind = iota + 1
	byID
	byLicense // the ID of a block of licences
)

// person is one member after the plan, under every key that is certainly theirs. Persons that turn
// out to be one are merged; root leads to the one that speaks for all.
type person struct {
	tally
	parent *person

	shown Member   // the least of each key's spellings, so that messages don't depend on the order
	ids   []string // one; more only if blocks contradict each other

	// priorEmails are those of the member blocks: what this member was called before. It is empty
	// for a member without a block.
	priorEmails []string

	created int  // how many blocks create this member, or replace it
	said    bool // too many numbers has been reported
	room    int  // what this person adds to Book.room
}

func (p *person) root() *person {
	for p.parent != nil {
		if p.parent.parent != nil {
			p.parent = p.parent.parent
		}
		p = p.parent
	}
	return p
}

// gains reports whether one of the claims on this person is certainly new: a number that somebody
// else holds before the plan, or nobody.
func (p *person) gains() bool {
	if p.born > 0 || p.created > 0 && len(p.origins) > 0 {
		return true
	}
	// Whoever this person is, it can't have been two different members.
	var ids, emails int
	for origin := range p.origins {
		if origin.by == byID {
			ids++
		} else {
			emails++
		}
		if ids > 1 || emails > 1 || p.isNot(origin) {
			return true
		}
	}
	return false
}

// isNot reports whether this person certainly isn't the member who was known by a key before the
// plan. For a member without a block that can't be told from an e-mail: a block that comes later may
// rename the one into the other.
func (p *person) isNot(origin key) bool {
	known := p.priorEmails
	if origin.by == byID {
		known = p.ids
	}
	return len(known) > 1 || len(known) == 1 && known[0] != origin.value
}

// personBy returns the member who goes by a key after the plan.
func (b *Book) personBy(k key, spelled string) *person {
	p := b.persons[k]
	if p == nil {
		p = b.newPerson()
		b.persons[k] = p
	}
	p = p.root()
	if k.by == byID {
		p.ids = include(p.ids, k.value)
		p.shown.ID = p.ids[0]
	} else {
		p.shown.Email = least(p.shown.Email, spelled)
	}
	return p
}

func (b *Book) newPerson() *person {
	p := &person{}
	b.people = append(b.people, p)
	return p
}

// merge makes one person of two. The one with more claims swallows the other, so that no claim is
// moved more often than the logarithm of their number.
func (b *Book) merge(p, q *person) *person {
	p, q = p.root(), q.root()
	if p == q {
		return p
	}
	if p.size() < q.size() {
		p, q = q, p
	}
	p.absorb(&q.tally)
	for _, id := range q.ids {
		p.ids = include(p.ids, id)
	}
	for _, email := range q.priorEmails {
		p.priorEmails = include(p.priorEmails, email)
	}
	p.shown = Member{
		Name:  least(p.shown.Name, q.shown.Name),
		Email: least(p.shown.Email, q.shown.Email),
		ID:    least(p.shown.ID, q.shown.ID),
	}
	p.created += q.created
	p.said = p.said || q.said
	b.room -= q.room
	*q = person{parent: p}
	return p
}

// tooMany judges one person.
func (b *Book) tooMany(p *person) Violation {
	if b.limit <= 0 || p.said || p.size() <= b.limit || !p.gains() {
		return nil
	}
	p.said = true
	return &TooManyNumbers{Member: p.shown, Limit: b.limit, Numbers: p.numbers()}
}

// include adds a text to a sorted list of different texts.
func include(list []string, text string) []string {
	at, found := slices.BinarySearch(list, text)
	if found {
		return list
	}
	return slices.Insert(list, at, text)
}

// least is the smaller of two texts that isn't empty.
func least(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}
