package onoff

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"strconv"
)

const (
	// pageLimit is the largest page that the service gives.
	pageLimit = 100

	// mostPages ends a listing whose cursors never do: no organisation has a million of anything.
	mostPages = 10_000
)

// wire is an object as the service writes it.
type wire[T any] interface {
	id() text
	value() T
}

// page asks for one page of a listing, the first at the empty cursor. The cursor is the service's own
// affair and is handed back as it came; absent, null and empty all mean that this was the last page,
// and an empty page can have one.
func page[T any](ctx context.Context, c *Client, op, route string, query url.Values, cursor string,
	decode func(raw []byte) (items []T, next string, err error),
) (items []T, next string, err error) {
	query = maps.Clone(query)
	query.Set("limit", strconv.Itoa(pageLimit))
	if cursor != "" {
		query.Set("offset", cursor)
	}
	err = c.do(ctx, call{
		op: op, method: http.MethodGet, route: route, query: query,
		decode: func(raw []byte) (err error) {
			items, next, err = decode(raw)
			return err
		},
	})
	if err != nil {
		return nil, "", err
	}
	return items, next, nil
}

// pages asks for one page after the other. A cursor that comes back would go round for ever, so it is
// an error. What the listing has twice is passed on twice.
func pages[T any](op, route string, at func(cursor string) (items []T, next string, err error)) iter.Seq2[[]T, error] {
	return func(yield func([]T, error) bool) {
		cursor, seen := "", map[string]bool{}
		for range mostPages {
			items, next, err := at(cursor)
			if err == nil && seen[next] {
				err = &Error{
					Op: op, Method: http.MethodGet, Route: route,
					Err: errors.New("the endpoint's pages go round in circles: a cursor came back that was used already"),
				}
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(items, nil) || next == "" {
				return
			}
			cursor, seen[next] = next, true
		}
		yield(nil, &Error{
			Op: op, Method: http.MethodGet, Route: route,
			Err: fmt.Errorf("the listing didn't end after %d pages", mostPages),
		})
	}
}

// each flattens pages into their items.
func each[T any](pages iter.Seq2[[]T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for page, err := range pages {
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, item := range page {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

// room is space for a page. Its one item without id is how unpack tells a page that has no list at
// all: an answer such as `{}` must never be taken for an empty organisation.
func room[W any]() []W { return make([]W, 1, pageLimit) }

// unpack decodes a page into the fields of its wire form, and gives its items and cursor.
func unpack[T any, W wire[T]](raw []byte, page any, items *[]W, next *text) ([]T, string, error) {
	if err := json.Unmarshal(raw, page); err != nil {
		return nil, "", err
	}
	values := make([]T, len(*items))
	for i, item := range *items {
		if item.id() == "" {
			return nil, "", errors.New("the list is missing, or an item has no id")
		}
		values[i] = item.value()
	}
	return values, string(*next), nil
}

// one sends a request that is answered with one object. What the answer leaves out is as in sent.
func one[T any, W wire[T]](ctx context.Context, c *Client, call call, sent W) (*T, error) {
	var got T
	call.decode = func(raw []byte) error {
		answer := sent
		if err := json.Unmarshal(raw, &answer); err != nil {
			return err
		}
		if answer.id() == "" {
			return errors.New("the object has no id")
		}
		got = answer.value()
		return nil
	}
	if err := c.do(ctx, call); err != nil {
		return nil, err
	}
	return &got, nil
}
