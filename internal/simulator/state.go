package simulator

import (
	"encoding/hex"
	"math/rand/v2"
	"time"
	"unicode"
)

// organisation is everything the service knows about one customer, and the rules that keep it
// consistent. It has no lock: its owner sees to it that one request at a time is inside.
//
// Every method that changes something checks all of its rules first, and changes only then, so that
// a refused request leaves no trace.
type organisation struct {
	account          Account
	cooldown         time.Duration
	sellsOnDemand    bool
	members          shelf[*member]
	departments      shelf[*department]
	licenses         shelf[*license]
	numbers          shelf[*number]
	byEmail          map[string]*member
	byPhone          map[string]*number
	byDepartmentName map[string]*department
	byLicenseName    map[string]*license
	administrators   int
	records          Records
	sequence         int
	random           *rand.Rand
}

type member struct {
	entry
	firstName, lastName, email string
	role                       string
	joined                     bool
	departments                []*department
	numbers                    []*number
}

type department struct {
	entry
	name    string
	members int
	numbers []*number
}

type license struct {
	entry
	name, plan, billingPeriod string
	quantity, assigned        int
}

type number struct {
	entry
	phoneNumber, countryCode, kind string
	holder                         holder // nil in the pool
	license                        *license
	assignedAt                     time.Time
}

// holder is a member or a department: whoever can have a number.
type holder interface {
	base() *entry
	held() *[]*number
}

func (m *member) held() *[]*number     { return &m.numbers }
func (d *department) held() *[]*number { return &d.numbers }

// newID returns an ID that no object of the organisation has.
func (o *organisation) newID() string {
	for {
		id := o.randomID()
		_, member := o.members.byID[id]
		_, department := o.departments.byID[id]
		_, license := o.licenses.byID[id]
		_, number := o.numbers.byID[id]
		if !member && !department && !license && !number {
			return id
		}
	}
}

func (o *organisation) randomID() string {
	var raw [16]byte
	for half := range 2 {
		bits := o.random.Uint64()
		for i := range 8 {
			raw[half*8+i] = byte(bits >> (8 * i))
		}
	}
	raw[6] = raw[6]&0x0f | 0x40
	raw[8] = raw[8]&0x3f | 0x80
	var text [36]byte
	hex.Encode(text[0:8], raw[0:4])
	hex.Encode(text[9:13], raw[4:6])
	hex.Encode(text[14:18], raw[6:8])
	hex.Encode(text[19:23], raw[8:10])
	hex.Encode(text[24:36], raw[10:16])
	text[8], text[13], text[18], text[23] = '-', '-', '-', '-'
	return string(text[:])
}

// fold returns the same text for all spellings that differ in letter case only, in the same sense
// as strings.EqualFold. Lowering isn't enough: some letters have three cases.
func fold(text string) string {
	folded := make([]rune, 0, len(text))
	for _, r := range text {
		least := r
		for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
			least = min(least, next)
		}
		folded = append(folded, least)
	}
	return string(folded)
}
