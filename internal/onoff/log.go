package onoff

import (
	"context"
	"net/http"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"
	"golang.org/x/time/rate"
)

// subsystem is the client's own logger. Its level can be set apart from the provider's by
// TF_LOG_PROVIDER_ONOFF_API.
const subsystem = "api"

// logged prepares a call's log. What identifies the request is its route, its operation and the id
// in it; a phone number is none, and neither is what a list is filtered by.
func (c *Client) logged(ctx context.Context, call *call) context.Context {
	ctx = tflog.NewSubsystem(ctx, subsystem, tflog.WithLevelFromEnv("TF_LOG_PROVIDER_ONOFF", subsystem), tflog.WithRootFields())
	ctx = tflog.SubsystemMaskLogStrings(ctx, subsystem, c.key)
	ctx = tflog.SubsystemSetField(ctx, subsystem, "operation", call.op)
	ctx = tflog.SubsystemSetField(ctx, subsystem, "request", call.method+" "+call.route)
	if call.param != "" {
		ctx = tflog.SubsystemSetField(ctx, subsystem, "id", maskTyped(call.param))
	}
	return ctx
}

// logRequest notes a request that is about to be sent. Its body is masked only if it is written.
func logRequest(ctx context.Context, body masked) {
	tflog.SubsystemTrace(ctx, subsystem, "Sending a request", map[string]any{"body": body})
}

// logAnswer notes an answer.
func logAnswer(ctx context.Context, resp *http.Response, body masked, took time.Duration) {
	tflog.SubsystemDebug(ctx, subsystem, "Got an answer", map[string]any{
		"status": resp.StatusCode, "bytes": len(body.raw), "took": took.String(),
	})
	tflog.SubsystemTrace(ctx, subsystem, "The answer's body", map[string]any{"body": body})
}

// logLost notes a request without an answer. What is said is of what kind the failure was: the error
// itself can hold the URL, and so a number or an e-mail.
func logLost(ctx context.Context, kind string, took time.Duration) {
	tflog.SubsystemDebug(ctx, subsystem, "Got no answer", map[string]any{"reason": kind, "took": took.String()})
}

// logRepeat notes the wait before a request is repeated.
func logRepeat(ctx context.Context, reason string, wait time.Duration, try, most int) {
	tflog.SubsystemInfo(ctx, subsystem, "Waiting to repeat a request", map[string]any{
		"reason": reason, "wait": wait.String(), "repetition": try, "most": most,
	})
}

// logHold notes that all requests are held back, once for all of them.
func logHold(ctx context.Context, reason string, wait time.Duration, told bool) {
	tflog.SubsystemInfo(ctx, subsystem, "Holding back all requests", map[string]any{
		"reason": reason, "wait": wait.String(), "told_by_service": told,
	})
}

// logWait notes, when it is over, that a request had to wait, and for what.
func logWait(ctx context.Context, reason string, waited time.Duration) {
	if waited < time.Millisecond {
		return
	}
	tflog.SubsystemDebug(ctx, subsystem, "A request waited", map[string]any{
		"reason": reason, "waited": waited.String(),
	})
}

// logPace notes that the pace changed.
func logPace(ctx context.Context, before, after rate.Limit) {
	if before == after {
		return
	}
	if after == rate.Inf {
		tflog.SubsystemDebug(ctx, subsystem, "No longer keeping a pace")
		return
	}
	tflog.SubsystemDebug(ctx, subsystem, "Keeping another pace", map[string]any{"requests_per_second": float64(after)})
}
