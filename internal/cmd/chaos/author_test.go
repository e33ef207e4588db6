package main

import (
	"maps"
	"strings"
	"testing"
)

// TestAuthor holds what is made up to what can be had: a configuration that can't be applied would be
// taken for a broken promise.
func TestAuthor(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		a, again := newAuthor(seed), newAuthor(seed)
		was, w := newWish(), a.first()
		if w.configuration() != again.first().configuration() {
			t.Fatalf("seed %d makes two configurations", seed)
		}
		phones := map[string]string{}
		for range 4 {
			possible(t, was, w)
			for key, n := range w.assignments {
				if owner := phones[n.phone]; n.phone != "" && owner != "" && owner != key {
					t.Errorf("seed %d: the number %s was %s and is %s", seed, n.phone, owner, key)
				}
				phones[n.phone] = key
			}
			was, w = w, a.next(w)
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

func possible(t *testing.T, was, w wish) {
	t.Helper()
	held, used := map[string]int{}, map[string]int{}
	for _, key := range keys(w.assignments) {
		n := w.assignments[key]
		held[n.holder()]++
		_, isMember := w.members[n.member]
		_, isDepartment := w.departments[n.department]
		if isMember == isDepartment {
			t.Errorf("%s has no holder", key)
		}
		if n.block == "" {
			continue
		}
		used[n.block]++
		if _, there := w.blocks[n.block]; !there {
			t.Errorf("%s has no block", key)
		}
		if before, had := was.assignments[key]; had && before.block == "" {
			t.Errorf("%s has a block now", key)
		}
	}
	for holder, n := range held {
		if n > mostNumbers {
			t.Errorf("%s has %d numbers", holder, n)
		}
	}
	for key, b := range w.blocks {
		if used[key] > b.quantity {
			t.Errorf("%s is used %d times", key, used[key])
		}
	}
	emails := map[string]bool{}
	for _, m := range w.members {
		for in := range strings.FieldsSeq(m.departments) {
			if _, there := w.departments[in]; !there {
				t.Errorf("%s is in no department of the configuration", m.email)
			}
		}
		emails[m.email] = true
	}
	if len(emails) != len(w.members) {
		t.Error("an e-mail is there twice")
	}
}

func TestLedger(t *testing.T) {
	t.Parallel()
	was, w := newWish(), newWish()
	was.members["gone"] = member{email: "gone@chaos.test"}
	w.members["new"] = member{email: "new@chaos.test"}
	was.blocks["grown"], w.blocks["grown"] = block{quantity: 2}, block{quantity: 5}
	was.blocks["shrunk"], w.blocks["shrunk"] = block{quantity: 3}, block{quantity: 1}
	w.blocks["new"] = block{quantity: 4}
	was.assignments["moved"], w.assignments["moved"] = assignment{phone: "+331", member: "a"}, assignment{phone: "+331", member: "b"}
	was.assignments["replaced"], w.assignments["replaced"] = assignment{phone: "+332", destroy: "delete_number"}, assignment{phone: "+333"}
	was.assignments["released"] = assignment{country: "ES", destroy: "unassign"}
	w.assignments["picked"] = assignment{country: "BE"}
	l := newLedger(ample)
	l.add(was, w)
	if l.bought != 7 {
		t.Errorf("bought %d", l.bought)
	}
	for _, entry := range []struct {
		name      string
		got, want map[string]int
	}{
		{"invited", l.invited, map[string]int{"new@chaos.test": 1}},
		{"moved", l.moved, map[string]int{"+331": 1}},
		{"assigned", l.assigned, map[string]int{"+333": 1, "BE": 1}},
		{"deleted", l.deleted, map[string]int{"+332": 1}},
		{"released", l.released, map[string]int{"ES": 1}},
	} {
		if !maps.Equal(entry.got, entry.want) {
			t.Errorf("%s: %v, want %v", entry.name, entry.got, entry.want)
		}
	}
}
