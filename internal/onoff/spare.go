package onoff

import (
	"context"
	"net/http"
	"time"
)

// grace is how much longer than its operation a POST on its way may take.
const grace = 5 * time.Second

// spare gives the context for a request that is sent now. A POST isn't cut off the moment the run is
// interrupted or its time is over: its answer is usually a blink away, and without it nobody would
// know, or record, what was made. What hasn't been sent yet ends at once, as does all that can simply
// be done again.
func spare(req *http.Request) (context.Context, context.CancelFunc) {
	operation := req.Context()
	if req.Method != http.MethodPost {
		return operation, func() {}
	}
	spared, cancel := context.WithCancelCause(context.WithoutCancel(operation))
	stop := context.AfterFunc(operation, func() {
		timer := time.NewTimer(grace)
		defer timer.Stop()
		select {
		case <-timer.C:
			cancel(operation.Err())
		case <-spared.Done():
		}
	})
	return spared, func() {
		stop()
		cancel(nil)
	}
}
