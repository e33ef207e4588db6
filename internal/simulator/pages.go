package simulator

import (
	"iter"
	"net/http"
	"slices"
	"strconv"
)

// defaultPage is the size of a page if the request names none.
const defaultPage = 50

// pageFault is what can go wrong with a page of a list; see [Fault].
type pageFault string

const (
	pageLost      pageFault = "lost"
	pageRepeated  pageFault = "repeated"
	pageReordered pageFault = "reordered"
	pageTruncated pageFault = "truncated"
	pageEmpty     pageFault = "empty"
)

// listPage answers with a page of what passes the filters. The name is that of the list in the
// answer; the filters are whatever else the cursor is bound to.
func listPage[T, V any](s *Simulator, c *call, name, filters string, items iter.Seq[T], show func(T) V) (reply, *refusal) {
	limit, refused := s.pageSize(c)
	if refused != nil {
		return reply{}, refused
	}
	list := name + "?" + filters
	at := cursor{list: list}
	if c.query.Has("offset") {
		var valid bool
		if at, valid = s.cursors.decode(c.query.Get("offset"), list); !valid {
			return reply{}, invalid("offset.invalid", "offset isn't the nextOffset of a page of this list.")
		}
	}
	gap := at.gap
	at.gap = false
	if gap && c.fault == "" {
		return pageReply(name, []V{}, s.cursors.encode(at), at.position), nil
	}

	start := int(at.position)
	if c.fault == pageLost {
		start += limit
	}
	shown, more := cut(items, start, limit, show)
	next := cursor{list: list, position: uint32(start + limit), turn: at.turn}
	// Once per listing, and never in one that fits a page, there is a page without items.
	next.gap = !c.query.Has("offset") && !s.options.NoEmptyPages

	switch c.fault {
	case pageLost: // start is behind it already
	case pageRepeated:
		next, more = at, true
		next.turn++
	case pageReordered:
		slices.Reverse(shown)
	case pageTruncated:
		shown = shown[:len(shown)/2]
	case pageEmpty:
		shown, more = []V{}, false
	}
	if !more {
		return pageReply(name, shown, "", next.position), nil
	}
	return pageReply(name, shown, s.cursors.encode(next), next.position), nil
}

func (s *Simulator) pageSize(c *call) (int, *refusal) {
	limit := defaultPage
	if c.query.Has("limit") {
		var err error
		if limit, err = strconv.Atoi(c.query.Get("limit")); err != nil || limit < 1 {
			return 0, invalid("limit.invalid", "limit isn't a number from 1 up.")
		}
	}
	return min(limit, s.options.PageLimit), nil
}

// cut takes the items from start on, and tells whether there are more than it took.
func cut[T, V any](items iter.Seq[T], start, limit int, show func(T) V) (shown []V, more bool) {
	shown = make([]V, 0, min(limit, 128))
	place := 0
	for item := range items {
		if place >= start+limit {
			return shown, true
		}
		if place >= start {
			shown = append(shown, show(item))
		}
		place++
	}
	return shown, false
}

// pageReply says in one of three ways that a page is the last: nextOffset is absent, null or empty.
// All are legal, and which it is depends on the position alone.
func pageReply[V any](name string, items []V, next string, position uint32) reply {
	body := map[string]any{name: items}
	switch {
	case next != "":
		body["nextOffset"] = next
	case position%3 == 1:
		body["nextOffset"] = nil
	case position%3 == 2:
		body["nextOffset"] = ""
	}
	return reply{status: http.StatusOK, body: body}
}
