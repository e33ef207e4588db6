package onoff

import (
	"cmp"
	"context"
	"net/http"
)

// Account is the organisation itself.
type Account struct {
	ID, Name string

	// Plan is connect, advanced or max.
	Plan string

	// MaxNumbersPerMember is how many numbers a member may hold; 0 if the endpoint doesn't say.
	MaxNumbersPerMember int
}

type accountWire struct {
	ID                  text  `json:"id"`
	Name                text  `json:"name"`
	Plan                text  `json:"plan"`
	MaxNumbersPerMember whole `json:"maxNumbersPerMember"`
}

// id is whatever shows that this is an account at all: its id is of no use to anybody.
func (w accountWire) id() text { return cmp.Or(w.ID, w.Name, w.Plan) }

func (w accountWire) value() Account {
	return Account{
		ID: string(w.ID), Name: string(w.Name), Plan: string(w.Plan), MaxNumbersPerMember: int(w.MaxNumbersPerMember),
	}
}

// GetAccount reads the organisation's name, plan and limits.
func (c *Client) GetAccount(ctx context.Context) (*Account, error) {
	return one[Account](ctx, c, call{op: "read account", method: http.MethodGet, route: "/account"}, accountWire{})
}
