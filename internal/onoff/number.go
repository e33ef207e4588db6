package onoff

import (
	"context"
	"iter"
	"net/http"
	"net/url"
)

// What a NumberFilter's Status, an Assign's History and an ifHolder can be.
const (
	// StatusUsed are the numbers that somebody holds, StatusAvailable those in the pool.
	StatusUsed      = "used"
	StatusAvailable = "available"

	// HistoryKeep leaves calls and messages with a number that moves, HistoryDelete deletes them.
	HistoryKeep   = "keep"
	HistoryDelete = "delete"

	// HolderNone as ifHolder means that the number must be in the pool.
	HolderNone = "none"
)

// Number is a phone number, assigned or in the pool. Who holds it isn't on the number: members and
// departments have the ids of theirs.
type Number struct {
	ID string

	// PhoneNumber is in E.164.
	PhoneNumber string

	// CountryCode is of ISO 3166-1 alpha-2, Type mobile or landline.
	CountryCode, Type string

	// LicenseID is the block that the number is assigned under; empty in the pool.
	LicenseID string
}

// NumberFilter narrows a listing of numbers; what is empty doesn't.
type NumberFilter struct {
	Status, CountryCode, MemberID, DepartmentID, Type string

	// PhoneNumber is the one number that is asked for. An endpoint may ignore it, so what comes back
	// has to be looked at.
	PhoneNumber string
}

// Assign says to whom a number goes and how.
type Assign struct {
	// MemberID or DepartmentID is the new holder, exactly one of them.
	MemberID, DepartmentID string

	// LicenseID is the block to assign under. Empty: the number's own if it is assigned, else any.
	LicenseID string

	// History is HistoryKeep or HistoryDelete; empty leaves it to the service, which keeps.
	History string

	// AllowPurchase lets the service sell a licence if none is free.
	AllowPurchase bool

	// IfHolder must hold the number now, HolderNone if it must be in the pool. Empty: no condition.
	IfHolder string
}

type numberWire struct {
	ID           text `json:"id"`
	PhoneNumber  text `json:"phoneNumber"`
	CountryCode  text `json:"countryCode"`
	Type         text `json:"type"`
	LicenseIDRef text `json:"licenseIdRef"`
}

func (w numberWire) id() text { return w.ID }

func (w numberWire) value() Number {
	return Number{
		ID: string(w.ID), PhoneNumber: string(w.PhoneNumber), CountryCode: string(w.CountryCode),
		Type: string(w.Type), LicenseID: string(w.LicenseIDRef),
	}
}

type numberPage struct {
	Items []numberWire `json:"numbers"`
	Next  text         `json:"nextOffset"`
}

// assignWire always says whether a licence may be bought: left out, one would be.
type assignWire struct {
	MemberIDRef     string `json:"memberIdRef,omitempty"`
	DepartmentIDRef string `json:"departmentIdRef,omitempty"`
	LicenseIDRef    string `json:"licenseIdRef,omitempty"`
	History         string `json:"history,omitempty"`
	AllowPurchase   bool   `json:"allowPurchase"`
	IfHolder        string `json:"ifHolder,omitempty"`
}

type unassignWire struct {
	IfHolder string `json:"ifHolder,omitempty"`
}

// NumberPages lists numbers page by page. A page can be empty without being the last.
func (c *Client) NumberPages(ctx context.Context, filter NumberFilter) iter.Seq2[[]Number, error] {
	return pages("list numbers", "/numbers", func(cursor string) ([]Number, string, error) {
		return c.NumberPage(ctx, filter, cursor)
	})
}

// NumberPage gives the page of the numbers that fit at a cursor, see MemberPage.
func (c *Client) NumberPage(ctx context.Context, filter NumberFilter, cursor string) ([]Number, string, error) {
	return page(ctx, c, "list numbers", "/numbers", filter.query(), cursor, func(raw []byte) ([]Number, string, error) {
		page := numberPage{Items: room[numberWire]()}
		return unpack[Number](raw, &page, &page.Items, &page.Next)
	})
}

// query is the filter as the service takes it.
func (f NumberFilter) query() url.Values {
	query := url.Values{}
	for name, value := range map[string]string{
		"status": f.Status, "countryCode": f.CountryCode, "memberId": f.MemberID,
		"departmentId": f.DepartmentID, "type": f.Type, "phoneNumber": f.PhoneNumber,
	} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return query
}

// Numbers lists numbers one by one.
func (c *Client) Numbers(ctx context.Context, filter NumberFilter) iter.Seq2[Number, error] {
	return each(c.NumberPages(ctx, filter))
}

// AssignNumber gives a number to a member or a department, from the pool or, in one step, from its
// present holder.
func (c *Client) AssignNumber(ctx context.Context, phone string, assign Assign) (*Number, error) {
	call := call{
		op: "assign number", method: http.MethodPost, route: "/numbers/{phoneNumber}/assign", param: phone,
		naturalKey: phone, body: assignWire{
			MemberIDRef: assign.MemberID, DepartmentIDRef: assign.DepartmentID, LicenseIDRef: assign.LicenseID,
			History: assign.History, AllowPurchase: assign.AllowPurchase, IfHolder: assign.IfHolder,
		},
	}
	return one[Number](ctx, c, call, numberWire{PhoneNumber: text(phone)})
}

// UnassignNumber puts a number back into the pool. Its licence is free again.
func (c *Client) UnassignNumber(ctx context.Context, phone, ifHolder string) (*Number, error) {
	call := call{
		op: "unassign number", method: http.MethodPost, route: "/numbers/{phoneNumber}/unassign", param: phone,
		naturalKey: phone, body: unassignWire{IfHolder: ifHolder},
	}
	return one[Number](ctx, c, call, numberWire{PhoneNumber: text(phone)})
}

// DeleteNumber gives a number up for good. All its data is lost, and its licence is free again.
func (c *Client) DeleteNumber(ctx context.Context, phone, ifHolder string) error {
	query := url.Values{}
	if ifHolder != "" {
		query.Set("ifHolder", ifHolder)
	}
	return c.do(ctx, call{op: "delete number", method: http.MethodDelete, route: "/numbers/{phoneNumber}", param: phone, query: query})
}
