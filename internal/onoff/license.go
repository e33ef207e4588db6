package onoff

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"net/url"
	"strings"
)

// License is a block of licences. One licence is the right to assign one number.
type License struct {
	ID string

	// Name is unique without regard to letter case.
	Name string

	// Plan is connect, advanced or max; BillingPeriod is monthly or yearly.
	Plan, BillingPeriod string

	// Quantity is how many licences the block has, Assigned how many of them a number uses.
	Quantity, Assigned int
}

// LicenseBuy is a block to be bought.
type LicenseBuy struct {
	Name, Plan, BillingPeriod string
	Quantity                  int
}

// LicenseUpdate is what to change about a block; nil leaves as it is.
type LicenseUpdate struct {
	Name     *string
	Quantity *int
}

type licenseWire struct {
	ID            text  `json:"id"`
	Name          text  `json:"name"`
	Plan          text  `json:"plan"`
	BillingPeriod text  `json:"billingPeriod"`
	Quantity      whole `json:"quantity"`
	Assigned      whole `json:"assigned"`
}

func (w licenseWire) id() text { return w.ID }

func (w licenseWire) value() License {
	return License{
		ID: string(w.ID), Name: string(w.Name), Plan: string(w.Plan), BillingPeriod: string(w.BillingPeriod),
		Quantity: int(w.Quantity), Assigned: int(w.Assigned),
	}
}

type licensePage struct {
	Items []licenseWire `json:"licenses"`
	Next  text          `json:"nextOffset"`
}

type licenseBuyWire struct {
	Name          string `json:"name"`
	Plan          string `json:"plan"`
	BillingPeriod string `json:"billingPeriod"`
	Quantity      int    `json:"quantity"`
}

type licenseUpdateWire struct {
	Name     *string `json:"name,omitempty"`
	Quantity *int    `json:"quantity,omitempty"`
}

// LicensePages lists the licence blocks page by page. There is no operation to read a single one.
func (c *Client) LicensePages(ctx context.Context) iter.Seq2[[]License, error] {
	return pages("list licenses", "/licenses", func(cursor string) ([]License, string, error) {
		return c.LicensePage(ctx, cursor)
	})
}

// LicensePage gives the page of licence blocks at a cursor, see MemberPage.
func (c *Client) LicensePage(ctx context.Context, cursor string) ([]License, string, error) {
	return page(ctx, c, "list licenses", "/licenses", url.Values{}, cursor, func(raw []byte) ([]License, string, error) {
		page := licensePage{Items: room[licenseWire]()}
		return unpack[License](raw, &page, &page.Items, &page.Next)
	})
}

// Licenses lists the licence blocks one by one.
func (c *Client) Licenses(ctx context.Context) iter.Seq2[License, error] {
	return each(c.LicensePages(ctx))
}

// BuyLicense buys a block of licences. This costs money.
func (c *Client) BuyLicense(ctx context.Context, buy LicenseBuy) (*License, error) {
	call := call{
		op: "buy license", method: http.MethodPost, route: "/licenses",
		body: licenseBuyWire(buy), naturalKey: strings.ToLower(buy.Name),
	}
	return one[License](ctx, c, call, licenseWire{
		Name: text(buy.Name), Plan: text(buy.Plan), BillingPeriod: text(buy.BillingPeriod), Quantity: whole(buy.Quantity),
	})
}

// UpdateLicense renames a block, grows it, which costs money, or shrinks it.
func (c *Client) UpdateLicense(ctx context.Context, id string, update LicenseUpdate) (*License, error) {
	if update == (LicenseUpdate{}) {
		return nil, &Error{Op: "update license", Err: errors.New("there is nothing to change")}
	}
	call := call{
		op: "update license", method: http.MethodPatch, route: "/licenses/{licenseId}", param: id,
		body: licenseUpdateWire(update),
	}
	return one[License](ctx, c, call, licenseWire{})
}

// DeleteLicense gives a block up. The service refuses while one of its licences is assigned.
func (c *Client) DeleteLicense(ctx context.Context, id string) error {
	return c.do(ctx, call{op: "delete license", method: http.MethodDelete, route: "/licenses/{licenseId}", param: id})
}
