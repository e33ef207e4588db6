package onoff

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// text is a string that the service may also write as a number, as some gateways do with ids and
// cursors. Null is the empty string.
type text string

// UnmarshalJSON takes a string, a number or null.
func (t *text) UnmarshalJSON(raw []byte) error {
	switch {
	case len(raw) == 0 || bytes.Equal(raw, []byte("null")):
		*t = ""
		return nil
	case raw[0] == '"' && bytes.IndexByte(raw, '\\') < 0 && utf8.Valid(raw):
		*t = text(raw[1 : len(raw)-1]) // it stands there as it is: no need to decode it once more
		return nil
	case raw[0] == '"':
		return json.Unmarshal(raw, (*string)(t))
	case raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9':
		*t = text(raw)
		return nil
	}
	return errors.New("expected a string")
}

// whole is an integer that the service may also write as a string or with a zero fraction.
type whole int

// UnmarshalJSON takes a number without fraction, the same in a string, or null.
func (w *whole) UnmarshalJSON(raw []byte) error {
	var t text
	if err := t.UnmarshalJSON(raw); err != nil || t == "" {
		*w = 0
		return err
	}
	if n, err := strconv.Atoi(string(t)); err == nil {
		*w = whole(n)
		return nil
	}
	f, err := strconv.ParseFloat(string(t), 64)
	if err != nil || f != float64(int(f)) {
		return errors.New("expected a whole number")
	}
	*w = whole(f)
	return nil
}

// refs are references to other objects, which may come as ids or as objects that have one.
type refs []string

// UnmarshalJSON takes an array of ids and objects, or null. A reference without id is an error: to
// leave it out would look like a change.
func (r *refs) UnmarshalJSON(raw []byte) error {
	if ids, plain := plainRefs(raw); plain {
		*r = ids
		return nil
	}
	var items []ref
	if err := json.Unmarshal(raw, &items); err != nil {
		return err
	}
	ids := make(refs, len(items))
	for i, item := range items {
		if item == "" {
			return fmt.Errorf("reference %d has no id", i)
		}
		ids[i] = string(item)
	}
	*r = ids
	return nil
}

// plainRefs reads an array of plain strings, which is what references nearly always are, without
// decoding it once more. What comes here is known to be JSON.
func plainRefs(raw []byte) (ids refs, plain bool) {
	if len(raw) < 2 || raw[0] != '[' || !utf8.Valid(raw) || bytes.ContainsAny(raw, "\\{") {
		return nil, false
	}
	rest := bytes.TrimSpace(raw[1 : len(raw)-1])
	ids = make(refs, 0, bytes.Count(rest, []byte{'"'})/2)
	for len(rest) > 0 {
		if rest[0] != '"' {
			return nil, false
		}
		end := 1 + bytes.IndexByte(rest[1:], '"')
		if end < 2 { // an empty id is for the other way to refuse
			return nil, false
		}
		ids = append(ids, string(rest[1:end]))
		rest = bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSpace(rest[end+1:]), []byte{','}))
	}
	return ids, true
}

type ref string

func (r *ref) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '{' {
		var object struct {
			ID text `json:"id"`
		}
		if err := json.Unmarshal(raw, &object); err != nil {
			return err
		}
		*r = ref(object.ID)
		return nil
	}
	return (*text)(r).UnmarshalJSON(raw)
}
