package directory

import (
	"context"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// DefaultPatience is how long a refused change waits while the run makes no progress.
const DefaultPatience = 10 * time.Second

// Options are the settings of a [Directory].
type Options struct {
	// BulkReads shares pages between all reads. Without it each object is asked for by itself,
	// where the endpoint can.
	BulkReads bool

	// AllowPurchase lets an assignment buy a licence if none is free.
	AllowPurchase bool

	// Patience is how long a refused change waits for another one to make room while the run makes
	// no progress. Zero means [DefaultPatience].
	Patience time.Duration
}

// Directory is the organisation as read and changed in this run. It is safe for concurrent use.
type Directory struct {
	client  *onoff.Client
	options Options

	members     *collection[onoff.Member]
	departments *collection[onoff.Department]
	licenses    *collection[onoff.License]
	numbers     *collection[onoff.Number] // those that somebody holds

	queries queries // other lists of them
	account account

	progress *progress
	made     made
	phones   phones
	ledger   ledger
	pools    pools
}

// New makes a directory that knows nothing yet. It sends no request.
func New(client *onoff.Client, options Options) *Directory {
	if options.Patience <= 0 {
		options.Patience = DefaultPatience
	}
	return &Directory{
		client:  client,
		options: options,
		members: newCollection(kind[onoff.Member]{
			noun:  "member",
			id:    func(m onoff.Member) string { return m.ID },
			keys:  memberKeys,
			clone: cloneMember,
			page:  client.MemberPage,
		}, options.BulkReads),
		departments: newCollection(kind[onoff.Department]{
			noun:  "department",
			id:    func(d onoff.Department) string { return d.ID },
			keys:  departmentKeys,
			clone: cloneDepartment,
			page:  client.DepartmentPage,
		}, options.BulkReads),
		licenses: newCollection(kind[onoff.License]{
			noun:  "license",
			id:    func(l onoff.License) string { return l.ID },
			keys:  func(l onoff.License) []key { return []key{nameKey(l.Name)} },
			clone: func(l onoff.License) onoff.License { return l },
			page:  client.LicensePage,
		}, options.BulkReads),
		numbers: newCollection(kind[onoff.Number]{
			noun:  "number",
			id:    func(n onoff.Number) string { return plain(n.PhoneNumber) },
			keys:  func(n onoff.Number) []key { return []key{{byNumber, n.ID}} },
			clone: func(n onoff.Number) onoff.Number { return n },
			page: func(ctx context.Context, cursor string) ([]onoff.Number, string, error) {
				return client.NumberPage(ctx, onoff.NumberFilter{Status: onoff.StatusUsed}, cursor)
			},
		}, options.BulkReads),
		account:  account{lock: make(chan struct{}, 1)},
		progress: newProgress(options.Patience),
		phones:   phones{given: map[string]given{}, named: map[string]bool{}},
		pools:    pools{byPick: map[Pick]*pool{}},
	}
}

// ReadOption says how sure a read has to be.
type ReadOption func(*care)

type care struct{ glance, frugal bool }

// AtAGlance is for a read whose answer only leads to a warning: a complete list that lacks the object
// is answer enough, and no request is spent on making sure. It must never decide what is dropped
// from state.
func AtAGlance() ReadOption { return func(c *care) { c.glance = true } }

// Frugally is for a read whose answer only leads to a warning, in a run that may be an apply: what isn't
// known is looked for on the first page, which is read once, and no further. What can't be settled by
// that is an error, for which [onoff.NotFound] doesn't hold.
func Frugally() ReadOption { return func(c *care) { c.frugal = true } }

func careOf(options []ReadOption) care {
	var c care
	for _, option := range options {
		option(&c)
	}
	return c
}
