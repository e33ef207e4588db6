package onoff

import (
	"errors"
	"net/url"
	"strings"
)

// target is the URL of a call, its parameter put into the route.
//
// A number's plus sign is written as %2B, as the service wants it. An empty parameter, or one that a
// server may take for a step up, would address something else than what was meant: a DELETE of
// "/members/" or of "/members/..".
func (c *Client) target(call call) (string, error) {
	path := call.route
	if before, rest, ok := strings.Cut(call.route, "{"); ok {
		_, after, _ := strings.Cut(rest, "}")
		switch call.param {
		case "", ".", "..":
			return "", errors.New("an id is empty or can't be one")
		}
		path = before + strings.ReplaceAll(url.PathEscape(call.param), "+", "%2B") + after
	}
	target := c.base.String() + path
	if len(call.query) > 0 {
		target += "?" + call.query.Encode()
	}
	return target, nil
}
