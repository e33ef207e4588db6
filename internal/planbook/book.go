package planbook

import "sync"

// Limits are the service's limits, as far as they are known.
type Limits struct {
	// NumbersPerMember is how many numbers a member can hold. 0 is "not known yet": the rule waits.
	NumbersPerMember int
}

// Book holds the claims of one plan. Its methods may be called from many goroutines at once.
type Book struct {
	mu    sync.Mutex
	limit int

	members     map[string]*memberBlock // these three by instance
	assignments map[string]*assignment
	licenses    map[string]*licenseBlock

	people    []*person // roots and merged ones
	persons   map[key]*person
	named     map[string]*license // by ID
	shownDept map[string]string   // department names by ID, for messages

	emails       ledger[Member]
	departments  ledger[string]
	licenseNames ledger[string]
	numbers      ledger[*assignment]

	// What isn't created yet has no ID, so that claims on it by ID can only be counted together.
	room          int   // how many numbers the members created so far can still take
	newMembers    int   // how many there are
	newcomers     tally // claims by ID on members without one
	newLicenses   newLicenses
	saidNewcomers bool

	// Members and licences that the plan replaces, and the assignments whose holder or licence isn't
	// known yet but may well stay what it is, by what that is.
	leaving map[key]bool
	waiting map[key][]*assignment
}

// New returns an empty book.
func New(limits Limits) *Book {
	return &Book{
		limit:        limits.NumbersPerMember,
		members:      make(map[string]*memberBlock),
		assignments:  make(map[string]*assignment),
		licenses:     make(map[string]*licenseBlock),
		leaving:      make(map[key]bool),
		waiting:      make(map[key][]*assignment),
		persons:      make(map[key]*person),
		named:        make(map[string]*license),
		shownDept:    make(map[string]string),
		emails:       newLedger[Member](),
		departments:  newLedger[string](),
		licenseNames: newLedger[string](),
		numbers:      newLedger[*assignment](),
	}
}

// SetNumbersPerMember says how many numbers a member can hold, for a book that was made before that
// was known. It returns what the claims made so far break.
func (b *Book) SetNumbersPerMember(limit int) []Violation {
	b.mu.Lock()
	defer b.mu.Unlock()
	if limit == b.limit {
		return nil
	}
	b.limit = limit
	var found violations
	for _, p := range b.people {
		if p.parent == nil {
			b.settle(p)
			found.add(b.tooMany(p))
		}
	}
	found.add(b.tooManyNewcomers())
	return found
}

// violations leaves out the rules that were kept.
type violations []Violation

func (v *violations) add(found Violation) {
	if found != nil {
		*v = append(*v, found)
	}
}
