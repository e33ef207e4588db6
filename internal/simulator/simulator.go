package simulator

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
)

const (
	// Prefix is where the API lives below the base URL.
	Prefix = "/api/v1"

	// DefaultAPIKey is the key that is accepted if [Options] name none.
	DefaultAPIKey = "demo"

	// VendorReassignCooldown is how long, by the vendor's own words, it can take until a number
	// that was just assigned can be reassigned.
	VendorReassignCooldown = 30 * time.Minute

	outside = "/_simulator/"
)

// Options say which organisation is served, and how the service behaves. The zero value is a
// service that offers the whole contract, at once and without a quota.
type Options struct {
	// Company is the organisation at the start. Nil is that of [DefaultCompany].
	Company *Company

	// APIKey is the key that may do everything; [DefaultAPIKey] if empty.
	APIKey string
	// ReadOnlyKey, if any, is a second key that may only read.
	ReadOnlyKey string

	// RequestsPerSecond is the quota of the organisation; none if 0.
	RequestsPerSecond float64
	// Latency is added to every answer.
	Latency time.Duration
	// PageLimit is the largest page that is given; 100 if 0.
	PageLimit int
	// NoEmptyPages leaves out the page without items that a listing of several pages otherwise
	// has once.
	NoEmptyPages bool

	// ReassignCooldown is how long after an assignment a number can't be moved; 0 is not at all.
	// The vendor says [VendorReassignCooldown].
	ReassignCooldown time.Duration
	// NoAutomaticPurchase refuses an assignment without a free licence, where the vendor sells one.
	NoAutomaticPurchase bool

	// IgnoreIdempotencyKeys performs every POST anew, whatever its key.
	IgnoreIdempotencyKeys bool
	// NoSingleObjects answers 404 for the route when one member or one department is asked for.
	NoSingleObjects bool
	// Without lists operations that aren't offered, such as "PATCH /api/v1/members/{memberId}".
	Without []string
	// GatewayOnly offers only what the vendor's public gateway is known to offer.
	GatewayOnly bool

	// Seed makes object IDs, cursors and random faults repeatable.
	Seed uint64
	// Now is the clock; time.Now if nil.
	Now func() time.Time
	// Sleep waits for the latency and for delays that are injected as faults. It returns early when
	// the context ends. Nil waits in real time.
	Sleep func(context.Context, time.Duration)
}

// Simulator serves one organisation. It is safe for concurrent use.
type Simulator struct {
	options Options
	routes  *routeTable
	cursors cursorCodec
	journal journal
	gzip    compressors
	faults  *faultBook
	quota   *quota

	mu      sync.Mutex // guards what follows; a request's reads and writes are one step
	org     *organisation
	answers answerBook
}

// New makes a simulator. It fails on options that contradict themselves and on a company that
// breaks a rule; the error then names every violation.
func New(options Options) (*Simulator, error) {
	if options.APIKey == "" {
		options.APIKey = DefaultAPIKey
	}
	if options.PageLimit == 0 {
		options.PageLimit = 100
	}
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Sleep == nil {
		options.Sleep = sleep
	}
	if err := options.check(); err != nil {
		return nil, err
	}
	routes, err := newRouteTable(options)
	if err != nil {
		return nil, err
	}
	company := options.Company
	if company == nil {
		company = new(DefaultCompany()) // keeps the rules, and is large: no need to check it each time
	} else if err := company.Check(); err != nil {
		return nil, fmt.Errorf("the company breaks rules:\n%w", err)
	}
	return &Simulator{
		options: options,
		routes:  routes,
		cursors: newCursorCodec(options.Seed),
		faults:  newFaultBook(options.Seed, routes),
		quota:   newQuota(options.RequestsPerSecond, options.Now),
		org:     newOrganisation(*company, options),
		answers: newAnswerBook(),
	}, nil
}

func (o Options) check() error {
	var errs []error
	if o.ReadOnlyKey == o.APIKey {
		errs = append(errs, errors.New("the read-only key is the API key"))
	}
	if o.RequestsPerSecond < 0 {
		errs = append(errs, fmt.Errorf("%v requests per second is less than none", o.RequestsPerSecond))
	}
	if o.PageLimit < 1 {
		errs = append(errs, fmt.Errorf("a page limit of %d leaves no room for an item", o.PageLimit))
	}
	if o.Latency < 0 {
		errs = append(errs, fmt.Errorf("a latency of %v is in the past", o.Latency))
	}
	if o.ReassignCooldown < 0 {
		errs = append(errs, fmt.Errorf("a cool-down of %v is in the past", o.ReassignCooldown))
	}
	return errors.Join(errs...)
}

// ServeHTTP answers a request to the API or, below /_simulator/, about the simulator itself.
func (s *Simulator) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, outside) {
		s.serveOutside(w, r)
		return
	}
	s.serveAPI(w, r)
}

// Journal returns the requests that were sent to the API, in order of arrival.
func (s *Simulator) Journal() []Request { return s.journal.list() }

// Tally counts the requests of the journal.
func (s *Simulator) Tally() Tally { return s.journal.tally() }

// ResetJournal forgets the requests so far.
func (s *Simulator) ResetJournal() { s.journal.reset() }

// Company returns the organisation as it is now, and what was mailed, bought and released since
// the simulator was made.
func (s *Simulator) Company() Snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.org.snapshot()
}

func sleep(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
