package onoff

import (
	"context"
	"net/http"
	"sync/atomic"
)

// replayHeader marks an answer that was given before: nothing was done this time.
const replayHeader = "Idempotent-Replayed"

type replayContext struct{}

// NoticeReplay gives a context for one POST, and what tells afterwards whether its answer was an
// earlier one again. That is so if this very request was carried out before, in this run or in one
// that was killed, but also if somebody asked for exactly the same a short while ago.
func NoticeReplay(ctx context.Context) (context.Context, func() bool) {
	seen := new(atomic.Bool)
	return context.WithValue(ctx, replayContext{}, seen), seen.Load
}

// noteReplay answers what NoticeReplay asks, if anybody did.
func noteReplay(ctx context.Context, resp *http.Response) {
	if seen, ok := ctx.Value(replayContext{}).(*atomic.Bool); ok {
		seen.Store(resp.Header.Get(replayHeader) == "true")
	}
}
