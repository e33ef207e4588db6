package directory

import (
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
}

// New makes a directory that knows nothing yet. It sends no request.
func New(client *onoff.Client, options Options) *Directory {
	if options.Patience <= 0 {
		options.Patience = DefaultPatience
	}
	return &Directory{client: client, options: options}
}

// ReadOption says how sure a read has to be.
type ReadOption func(*care)

type care struct{ glance bool }

// AtAGlance is for a read whose answer only leads to a warning: a complete list that lacks the object
// is answer enough, and no request is spent on making sure. It must never decide what is dropped
// from state.
func AtAGlance() ReadOption { return func(c *care) { c.glance = true } }
