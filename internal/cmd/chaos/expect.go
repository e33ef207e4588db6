package main

// ledger is what may be mailed, bought, assigned, moved, released and deleted in a run, and not more:
// what the configurations asked for, one after another. Numbers that were picked are known by their
// country only.
type ledger struct {
	invited  map[string]int // by e-mail
	spare    int            // licences there were and are, and that nobody may buy more of
	bought   int            // licences of other blocks
	assigned map[string]int
	moved    map[string]int
	released map[string]int
	deleted  map[string]int
}

func newLedger(spare int) *ledger {
	return &ledger{
		spare: spare, invited: map[string]int{},
		assigned: map[string]int{}, moved: map[string]int{}, released: map[string]int{}, deleted: map[string]int{},
	}
}

// what is how the ledger calls a number.
func (a assignment) what() string {
	if a.phone != "" {
		return a.phone
	}
	return a.country
}

// add enters what it takes to get from one configuration to the next.
func (l *ledger) add(before, after wish) {
	for key, m := range after.members {
		if _, had := before.members[key]; !had {
			l.invited[m.email]++
		}
	}
	for key, b := range after.blocks {
		l.bought += max(0, b.quantity-before.blocks[key].quantity)
	}
	for key, now := range after.assignments {
		was, had := before.assignments[key]
		switch {
		case !had:
			l.assigned[now.what()]++
		case was.what() != now.what():
			l.giveUp(was)
			l.assigned[now.what()]++
		case was.holder() != now.holder():
			l.moved[now.what()]++
		}
	}
	for key, was := range before.assignments {
		if _, has := after.assignments[key]; !has {
			l.giveUp(was)
		}
	}
}

func (l *ledger) giveUp(was assignment) {
	if was.destroy == "delete_number" {
		l.deleted[was.what()]++
		return
	}
	l.released[was.what()]++
}
