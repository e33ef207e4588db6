package simulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
)

// form is the body of a request: a JSON object with nothing in it that the operation doesn't know.
// The first thing wrong with it is kept in refused, and what is read after that doesn't matter.
type form struct {
	fields  map[string]json.RawMessage
	refused *refusal
}

// readForm reads an object whose fields are among the known ones. Names are compared exactly:
// encoding/json would also take "FirstName" for firstName, and so hide a wrong tag.
func readForm(body []byte, known ...string) *form {
	f := &form{fields: map[string]json.RawMessage{}}
	decoder := json.NewDecoder(bytes.NewReader(body))
	if token, err := decoder.Token(); err != nil || token != json.Delim('{') {
		return f.fail("The body isn't a JSON object.")
	}
	for decoder.More() {
		token, err := decoder.Token()
		name, isName := token.(string)
		if err != nil || !isName {
			return f.fail("The body isn't valid JSON.")
		}
		if !slices.Contains(known, name) {
			return f.fail("The body has a field that isn't known: %q.", name)
		}
		if _, twice := f.fields[name]; twice {
			return f.fail("The body has %s twice.", name)
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return f.fail("The value of %s isn't valid JSON.", name)
		}
		f.fields[name] = value
	}
	if _, err := decoder.Token(); err != nil {
		return f.fail("The body isn't valid JSON.")
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return f.fail("Something follows after the body's JSON object.")
	}
	return f
}

func (f *form) fail(format string, args ...any) *form {
	if f.refused == nil {
		f.refused = invalid("request.invalid", format, args...)
	}
	return f
}

// require fails with the code "<name>.invalid" for a field that isn't given.
func (f *form) require(names ...string) {
	for _, name := range names {
		if _, given := f.fields[name]; !given && f.refused == nil {
			f.refused = invalid(name+".invalid", "%s is missing.", name)
		}
	}
}

// read returns nil for a field that isn't given. A null is given, and never what is wanted.
func read[T any](f *form, name, wanted string) *T {
	raw, given := f.fields[name]
	if !given {
		return nil
	}
	value := new(T)
	if bytes.Equal(raw, []byte("null")) || json.Unmarshal(raw, value) != nil {
		f.fail("%s isn't %s.", name, wanted)
		return nil
	}
	return value
}

func (f *form) text(name string) *string { return read[string](f, name, "a string") }
func (f *form) flag(name string) *bool   { return read[bool](f, name, "true or false") }
func (f *form) whole(name string) *int   { return read[int](f, name, "a whole number") }

// texts takes pointers so that a null among the strings is seen.
func (f *form) texts(name string) *[]string {
	list := read[[]*string](f, name, "a list of strings")
	if list == nil {
		return nil
	}
	texts := make([]string, 0, len(*list))
	for _, text := range *list {
		if text == nil {
			f.fail("%s isn't a list of strings.", name)
			return nil
		}
		texts = append(texts, *text)
	}
	return &texts
}

// value returns what was given, or a default.
func value[T any](given *T, otherwise T) T {
	if given == nil {
		return otherwise
	}
	return *given
}
