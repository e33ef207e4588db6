package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// wish is what a configuration asks for. The keys are the names of the blocks.
type wish struct {
	departments map[string]department
	members     map[string]member
	blocks      map[string]block
	assignments map[string]assignment
}

type department struct{ name string }

type member struct {
	first, last, email, role string
	departments              string // their keys, separated by spaces
}

type block struct {
	name, plan string
	quantity   int
}

// assignment names its number or picks one, and its holder is a member or a department.
type assignment struct {
	phone, country, kind string
	member, department   string // the key of the holder
	byID                 bool   // whether the member is written by ID or by e-mail
	block                string // the key of the licence block; empty: any
	history, destroy     string
}

// holder is the address of whoever has the number.
func (a assignment) holder() string {
	if a.member != "" {
		return "onoff_member." + a.member
	}
	return "onoff_department." + a.department
}

func newWish() wish {
	return wish{map[string]department{}, map[string]member{}, map[string]block{}, map[string]assignment{}}
}

func (w wish) clone() wish {
	return wish{maps.Clone(w.departments), maps.Clone(w.members), maps.Clone(w.blocks), maps.Clone(w.assignments)}
}

// picks reports whether a number is to be picked.
func (w wish) picks() bool {
	for _, a := range w.assignments {
		if a.country != "" {
			return true
		}
	}
	return false
}

// keys are sorted, so that one seed makes one configuration.
func keys[T any](m map[string]T) []string {
	return slices.SortedFunc(maps.Keys(m), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
	})
}

// kept makes Terraform remove what others refer to only after these have changed.
const kept = "  lifecycle {\n    create_before_destroy = true\n  }\n"

// configuration writes the wish down.
func (w wish) configuration() string {
	var b strings.Builder
	for _, key := range keys(w.departments) {
		fmt.Fprintf(&b, "resource \"onoff_department\" %q {\n  name = %q\n%s}\n\n", key, w.departments[key].name, kept)
	}
	for _, key := range keys(w.members) {
		m := w.members[key]
		var in []string
		for department := range strings.FieldsSeq(m.departments) {
			in = append(in, "onoff_department."+department+".id")
		}
		fmt.Fprintf(&b, "resource \"onoff_member\" %q {\n  first_name     = %q\n  last_name      = %q\n  email          = %q\n  role           = %q\n  department_ids = [%s]\n%s}\n\n",
			key, m.first, m.last, m.email, m.role, strings.Join(in, ", "), kept)
	}
	for _, key := range keys(w.blocks) {
		l := w.blocks[key]
		fmt.Fprintf(&b, "resource \"onoff_license\" %q {\n  name     = %q\n  plan     = %q\n  quantity = %d\n%s}\n\n", key, l.name, l.plan, l.quantity, kept)
	}
	for _, key := range keys(w.assignments) {
		b.WriteString(w.assignments[key].configuration(key))
	}
	return b.String()
}

func (a assignment) configuration(key string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "resource \"onoff_number_assignment\" %q {\n", key)
	set := func(name, value string) { fmt.Fprintf(&b, "  %s = %s\n", name, value) }
	if a.phone != "" {
		set("phone_number", fmt.Sprintf("%q", a.phone))
	} else {
		set("country_code", fmt.Sprintf("%q", a.country))
		set("number_type", fmt.Sprintf("%q", a.kind))
	}
	switch {
	case a.department != "":
		set("department_id", a.holder()+".id")
	case a.byID:
		set("member_id", a.holder()+".id")
	default:
		set("member_email", a.holder()+".email")
	}
	if a.block != "" {
		set("license_id", "onoff_license."+a.block+".id")
	}
	set("history_on_reassign", fmt.Sprintf("%q", a.history))
	set("on_destroy", fmt.Sprintf("%q", a.destroy))
	b.WriteString("}\n\n")
	return b.String()
}
