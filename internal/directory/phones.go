package directory

import "sync"

// phones are the numbers that this run gives from the pool, so that no two of its blocks get one.
type phones struct {
	mu    sync.Mutex
	given map[string]given
	named map[string]bool // by blocks, which are to get these and no others
}

type given struct {
	to       Holder
	replayed bool // the endpoint answered with an earlier answer
}

// name notes that a block names the number.
func (p *phones) name(phone string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.named[plain(phone)] = true
}

// free reports whether the number may be picked: nobody of this run has it or names it.
func (p *phones) free(phone string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, taken := p.given[plain(phone)]
	return !taken && !p.named[plain(phone)]
}

// claim takes the number for an assignment. It fails if another one has it.
func (p *phones) claim(phone string, to Holder) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, taken := p.given[plain(phone)]; taken {
		return false
	}
	p.given[plain(phone)] = given{to: to}
	return true
}

// replayed notes that the assignment was made earlier and only reported again.
func (p *phones) replayed(phone string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if g, claimed := p.given[plain(phone)]; claimed {
		p.given[plain(phone)] = given{to: g.to, replayed: true}
	}
}

// release gives the number up again.
func (p *phones) release(phone string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.given, plain(phone))
}

// keeps reports whether the number mustn't be taken from its holder, because a block of this run was
// given the very assignment that another one is giving up; see made.keeps.
func (p *phones) keeps(phone string, from Holder) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	g := p.given[plain(phone)]
	return g.replayed && g.to == from
}
