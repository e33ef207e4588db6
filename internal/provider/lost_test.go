package provider_test

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// companyFile is the organisation of the tests of what goes wrong. Its names, e-mails and numbers are
// found nowhere else, so that they can be searched for.
const companyFile = "testdata/company.json"

// write is one kind of change that a block can ask for.
type write struct {
	name  string
	route string // the one request that it takes
	typ   string
	// before and after are the configurations; before is nil for a creation, after for the end.
	before, after acctest.Attrs
	// want is what the organisation has to have more, or less, afterwards, whatever was lost.
	want effects
	// natural says that the answer to a repetition tells what became of the first try: nothing has to
	// be looked up, and one lost answer makes two requests.
	natural bool
}

// effects are what a change does to an organisation. Nothing of it may happen twice.
type effects struct {
	members, departments, licenses, quantity  int
	held                                      int // numbers with a holder
	numbers                                   int // numbers at all
	mails, bought                             int
	assigned, moved, released, numbersGivenUp int
}

func effectsOf(c simulator.Snapshot) effects {
	e := effects{
		members: len(c.Members), departments: len(c.Departments), licenses: len(c.Licenses), numbers: len(c.Numbers),
		mails: len(c.Mails), bought: len(c.LicensesBought), assigned: len(c.NumbersAssigned), moved: len(c.NumbersMoved),
		released: len(c.NumbersReleased), numbersGivenUp: len(c.NumbersDeleted),
	}
	for _, l := range c.Licenses {
		e.quantity += l.Quantity
	}
	for _, n := range c.Numbers {
		if n.MemberIDRef != "" || n.DepartmentIDRef != "" {
			e.held++
		}
	}
	return e
}

func (e effects) minus(o effects) effects {
	return effects{
		e.members - o.members, e.departments - o.departments, e.licenses - o.licenses, e.quantity - o.quantity,
		e.held - o.held, e.numbers - o.numbers, e.mails - o.mails, e.bought - o.bought,
		e.assigned - o.assigned, e.moved - o.moved, e.released - o.released, e.numbersGivenUp - o.numbersGivenUp,
	}
}

const (
	memberType     = "onoff_member"
	departmentType = "onoff_department"
	licenseType    = "onoff_license"
	assignmentType = "onoff_number_assignment"
)

// The routes of what is written.
const (
	makeMember       = "POST /api/v1/members"
	makeDepartment   = "POST /api/v1/departments"
	buyLicense       = "POST /api/v1/licenses"
	assignNumber     = "POST /api/v1/numbers/{phoneNumber}/assign"
	releaseNumber    = "POST /api/v1/numbers/{phoneNumber}/unassign"
	changeMember     = "PATCH /api/v1/members/{memberId}"
	changeLicense    = "PATCH /api/v1/licenses/{licenseId}"
	deleteMember     = "DELETE /api/v1/members/{memberId}"
	renameDepartment = "PATCH /api/v1/departments/{departmentId}"
	deleteDepartment = "DELETE /api/v1/departments/{departmentId}"
	deleteLicense    = "DELETE /api/v1/licenses/{licenseId}"
	deleteNumber     = "DELETE /api/v1/numbers/{phoneNumber}"
)

// writes are all changes of all resources.
func writes() []write {
	carla := acctest.Attrs{"first_name": "Carlotta", "last_name": "Vignoble", "email": "carlotta.vignoble@example.com", "department_ids": []string{"dep-sales"}}
	garden := acctest.Attrs{"name": "Jardinerie"}
	block := acctest.Attrs{"name": "Tarif-Jardin", "plan": "connect", "quantity": 2}
	annas := acctest.Attrs{"phone_number": "+33 1 99 00 00 21", "member_email": "annabelle.petitpas@example.com", "license_id": "lic-staff"}
	with := func(attrs, changes acctest.Attrs) acctest.Attrs {
		all := maps.Clone(attrs)
		maps.Copy(all, changes)
		maps.DeleteFunc(all, func(_ string, v any) bool { return v == nil })
		return all
	}
	return []write{
		{name: "create department", typ: departmentType, route: makeDepartment, after: garden, want: effects{departments: 1}},
		{name: "rename department", typ: departmentType, route: renameDepartment, before: garden, after: acctest.Attrs{"name": "Jardins"}, natural: true},
		{name: "delete department", typ: departmentType, route: deleteDepartment, before: garden, want: effects{departments: -1}, natural: true},

		{name: "create member", typ: memberType, route: makeMember, after: carla, want: effects{members: 1, mails: 1}},
		{name: "change member", typ: memberType, route: changeMember, before: carla, after: with(carla, acctest.Attrs{"role": "admin", "email": "carlotta@example.com"}), natural: true},
		{name: "delete member", typ: memberType, route: deleteMember, before: carla, want: effects{members: -1}, natural: true},

		{name: "buy licences", typ: licenseType, route: buyLicense, after: block, want: effects{licenses: 1, quantity: 2, bought: 1}},
		{name: "buy more licences", typ: licenseType, route: changeLicense, before: block, after: with(block, acctest.Attrs{"quantity": 5}), want: effects{quantity: 3, bought: 1}, natural: true},
		{name: "give licences up", typ: licenseType, route: deleteLicense, before: block, want: effects{licenses: -1, quantity: -2}, natural: true},

		{name: "assign number", typ: assignmentType, route: assignNumber, after: annas, want: effects{held: 1, assigned: 1}},
		{name: "assign number to department", typ: assignmentType, route: assignNumber, after: acctest.Attrs{"phone_number": "+33199000021", "department_id": "dep-sales"}, want: effects{held: 1, assigned: 1}},
		{name: "pick number", typ: assignmentType, route: assignNumber, after: acctest.Attrs{"country_code": "BE", "member_id": "mem-anna"}, want: effects{held: 1, assigned: 1}},
		{name: "move number", typ: assignmentType, route: assignNumber, before: annas, after: with(annas, acctest.Attrs{"member_email": "benedikt.grosjean@example.com", "history_on_reassign": "delete"}), want: effects{moved: 1}},
		{name: "move number to department", typ: assignmentType, route: assignNumber, before: annas, after: with(annas, acctest.Attrs{"member_email": nil, "department_id": "dep-support"}), want: effects{moved: 1}},
		{name: "change licence", typ: assignmentType, route: assignNumber, before: annas, after: with(annas, acctest.Attrs{"license_id": "lic-extra"})},
		{name: "release number", typ: assignmentType, route: releaseNumber, before: annas, want: effects{held: -1, released: 1}, natural: true},
		{name: "give number up", typ: assignmentType, route: deleteNumber, before: with(annas, acctest.Attrs{"on_destroy": "delete_number"}), want: effects{held: -1, numbers: -1, numbersGivenUp: 1}, natural: true},
	}
}

// A request or its answer may be lost on the way. Whatever it was, it takes effect once, the state has
// it, and nothing is left to be done. The one exception is a creation that can't be proved to be this
// block's own: it's an error, and following its import block puts it right.
func TestWhateverIsLostHappensOnce(t *testing.T) {
	t.Parallel()
	for _, w := range writes() {
		for _, lost := range []string{"request", "answer"} {
			for _, keys := range []bool{true, false} {
				for _, listed := range []bool{true, false} {
					if w.before != nil && !listed {
						continue // only a creation has to know what was there before
					}
					t.Run(fmt.Sprintf("%s/%s lost, keys %t, listed %t", w.name, lost, keys, listed), func(t *testing.T) {
						t.Parallel()
						loseOne(t, w, lost == "answer", keys, listed)
					})
				}
			}
		}
	}
}

// loseOne makes a change, and its request or the answer to it is lost once. Keys says whether the
// service honours idempotency keys; listed that one page shows all there is of a kind.
func loseOne(t *testing.T, w write, answer, keys, listed bool) {
	t.Helper()
	h := acctest.New(t, acctest.CompanyFile(companyFile), acctest.Service(func(o *simulator.Options) {
		o.IgnoreIdempotencyKeys = !keys
		if !listed {
			o.PageLimit = 1
		}
	}))
	var object *acctest.Object
	if w.before != nil {
		var diags acctest.Diagnostics
		object, diags = h.Protocol().Create(w.typ, w.before)
		acctest.OK(t, diags)
	}
	// A plan and its apply are two processes.
	planned, diags := h.Protocol().Plan(w.typ, object, w.after)
	acctest.OK(t, diags)
	h.Forget()
	was := h.Company()
	if answer {
		h.Fault(acctest.LostReply(w.route))
	} else {
		h.Fault(acctest.LostRequest(w.route))
	}

	object, diags = h.Protocol().Apply(planned)

	// What is proved by the answer to a repetition, or by looking, differs; see Directory.settle.
	requests, proved := 2, true
	if answer && !w.natural {
		switch {
		case listed || w.before != nil || w.after["country_code"] != nil:
			requests = 1 // it is found, and wasn't there before
		case !keys:
			proved = false // the repetition is refused: somebody has it
		}
	}
	if answer && !keys && w.name == "release number" {
		requests++ // a repetition that finds it with somebody else asks once more whether that is nobody
	}
	h.WantSent(requests, w.route)
	h.WantSent(requests, "POST *", "PATCH *", "DELETE *")
	if got := effectsOf(h.Company()).minus(effectsOf(was)); got != w.want {
		t.Errorf("the organisation changed by\n%+v, want\n%+v", got, w.want)
	}
	sameKeys(t, h.Sent("POST *"))
	if !proved {
		if object != nil || diags.Err() == nil {
			t.Fatalf("what can't be proved is in state: %v, %v", object, diags.Err())
		}
		object = followed(t, h, w, diags.Errors())
	} else {
		acctest.OK(t, diags)
	}
	settled(t, h, w, object)
}

// sameKeys fails the test unless what was sent again had the same idempotency key again.
func sameKeys(t *testing.T, sent []simulator.Request) {
	t.Helper()
	keys := map[string]string{}
	for _, r := range sent {
		what := r.Path + r.Body
		if before, again := keys[what]; r.IdempotencyKey == "" || again && before != r.IdempotencyKey {
			t.Errorf("%s %s was sent under the keys %q and %q", r.Route, r.Body, before, r.IdempotencyKey)
		}
		keys[what] = r.IdempotencyKey
	}
}

var importBlock = regexp.MustCompile(`import \{ to = (\w+)\.NAME id = "([^"]+)" \}`)

// followed does what an error says: it imports what is in its import block.
func followed(t *testing.T, h *acctest.Harness, w write, text string) *acctest.Object {
	t.Helper()
	block := importBlock.FindStringSubmatch(text)
	if block == nil || block[1] != w.typ {
		t.Fatalf("the error has no import block of %s: %s", w.typ, text)
	}
	if !strings.Contains(text, "lost") {
		t.Errorf("the error doesn't say that an answer was lost: %s", text)
	}
	object, diags := h.Protocol().Import(w.typ, block[2])
	acctest.OK(t, diags)
	return object
}

// settled holds what is in state against what was asked for, and against the organisation: a refresh
// changes nothing, and nothing is planned.
func settled(t *testing.T, h *acctest.Harness, w write, object *acctest.Object) {
	t.Helper()
	if (object == nil) != (w.after == nil) {
		t.Fatalf("in state is %v", object)
	}
	if object == nil {
		return
	}
	key := "id"
	if w.typ == assignmentType {
		key = "phone_number"
	}
	if cmp.Or(fmt.Sprint(object.Identity()[key]), "<nil>") == "<nil>" || object.ID() == "" {
		t.Errorf("without identity or ID: %v, %v", object.Identity(), object.Attrs())
	}
	h.Forget()
	p := h.Protocol()
	read, diags := p.Read(object)
	acctest.OK(t, diags)
	if read == nil || !reflect.DeepEqual(read.Attrs(), object.Attrs()) {
		t.Errorf("a refresh makes of\n%v\n%v", object.Attrs(), read)
	}
	planned, diags := p.Plan(w.typ, read, w.after)
	acctest.OK(t, diags)
	if !planned.Empty() {
		t.Errorf("this is still planned: %v\nfor: %v", planned.Attrs(), read.Attrs())
	}
	h.WantSent(0, "POST *", "PATCH *", "DELETE *")
}
