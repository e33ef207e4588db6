package onoff

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"strconv"
)

// MemberPage gives the page of members at a cursor, the first page at the empty cursor, and the cursor
// of the page after it, which is empty if this was the last. It, and its like for the other lists, is
// for whoever reads a listing only as far as needed and has to know whether there is more without
// asking for it. Pages that go round in circles are the caller's to notice.
func (c *Client) MemberPage(ctx context.Context, cursor string) ([]Member, string, error) {
	return pageAt(ctx, c, "list members", "/members", nil, cursor, func(raw []byte) ([]Member, string, error) {
		page := memberPage{Items: room[memberWire]()}
		return unpack[Member](raw, &page, &page.Items, &page.Next)
	})
}

// DepartmentPage gives one page of departments.
func (c *Client) DepartmentPage(ctx context.Context, cursor string) ([]Department, string, error) {
	return pageAt(ctx, c, "list departments", "/departments", nil, cursor, func(raw []byte) ([]Department, string, error) {
		page := departmentPage{Items: room[departmentWire]()}
		return unpack[Department](raw, &page, &page.Items, &page.Next)
	})
}

// LicensePage gives one page of licence blocks.
func (c *Client) LicensePage(ctx context.Context, cursor string) ([]License, string, error) {
	return pageAt(ctx, c, "list licenses", "/licenses", nil, cursor, func(raw []byte) ([]License, string, error) {
		page := licensePage{Items: room[licenseWire]()}
		return unpack[License](raw, &page, &page.Items, &page.Next)
	})
}

// NumberPage gives one page of the numbers that fit.
func (c *Client) NumberPage(ctx context.Context, filter NumberFilter, cursor string) ([]Number, string, error) {
	return pageAt(ctx, c, "list numbers", "/numbers", filter.query(), cursor, func(raw []byte) ([]Number, string, error) {
		page := numberPage{Items: room[numberWire]()}
		return unpack[Number](raw, &page, &page.Items, &page.Next)
	})
}

// query is the filter as the service takes it.
func (f NumberFilter) query() url.Values {
	query := url.Values{}
	for name, value := range map[string]string{
		"status": f.Status, "countryCode": f.CountryCode, "memberId": f.MemberID,
		"departmentId": f.DepartmentID, "type": f.Type,
	} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return query
}

func pageAt[T any](ctx context.Context, c *Client, op, route string, query url.Values, cursor string,
	decode func(raw []byte) (items []T, next string, err error),
) (items []T, next string, err error) {
	query = maps.Clone(query)
	if query == nil {
		query = url.Values{}
	}
	query.Set("limit", strconv.Itoa(pageLimit))
	if cursor != "" {
		query.Set("offset", cursor)
	}
	err = c.do(ctx, call{op: op, method: http.MethodGet, route: route, query: query,
		decode: func(raw []byte) (err error) {
			items, next, err = decode(raw)
			return err
		}})
	if err != nil {
		return nil, "", err
	}
	return items, next, nil
}
