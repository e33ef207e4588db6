package simulator

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// operation is one thing that the API does: a method, a path template, and who answers.
type operation struct {
	method  string
	path    string // with {names}
	lists   bool   // answers with pages
	handle  func(*Simulator, *call) (reply, *refusal)
	offered bool
	single  bool // reads one member or one department
	gateway bool // known to be offered by the vendor's public gateway
	missing *refusal
}

// route is the name of the operation in journal and faults.
func (op *operation) route() string { return op.method + " " + op.path }

func operations() []*operation {
	const (
		members     = Prefix + "/members"
		member      = members + "/{memberId}"
		departments = Prefix + "/departments"
		department  = departments + "/{departmentId}"
		numbers     = Prefix + "/numbers"
		number      = numbers + "/{phoneNumber}"
		licenses    = Prefix + "/licenses"
		license     = licenses + "/{licenseId}"
	)
	return []*operation{
		{method: http.MethodGet, path: Prefix + "/account", handle: (*Simulator).getAccount},

		{method: http.MethodGet, path: members, handle: (*Simulator).listMembers, lists: true, gateway: true},
		{method: http.MethodPost, path: members, handle: (*Simulator).createMember, gateway: true},
		{method: http.MethodGet, path: member, handle: (*Simulator).getMember, single: true},
		{method: http.MethodPatch, path: member, handle: (*Simulator).updateMember},
		{method: http.MethodDelete, path: member, handle: (*Simulator).deleteMember, gateway: true},
		{method: http.MethodPost, path: member + "/invitation", handle: (*Simulator).sendInvitation},
		{method: http.MethodPost, path: member + "/password-reset", handle: (*Simulator).resetPassword},

		{method: http.MethodGet, path: departments, handle: (*Simulator).listDepartments, lists: true},
		{method: http.MethodPost, path: departments, handle: (*Simulator).createDepartment},
		{method: http.MethodGet, path: department, handle: (*Simulator).getDepartment, single: true},
		{method: http.MethodPatch, path: department, handle: (*Simulator).updateDepartment},
		{method: http.MethodDelete, path: department, handle: (*Simulator).deleteDepartment},

		{method: http.MethodGet, path: numbers, handle: (*Simulator).listNumbers, lists: true, gateway: true},
		{method: http.MethodGet, path: number, handle: (*Simulator).getNumber, gateway: true},
		{method: http.MethodDelete, path: number, handle: (*Simulator).deleteNumber},
		{method: http.MethodPost, path: number + "/assign", handle: (*Simulator).assignNumber, gateway: true},
		{method: http.MethodPost, path: number + "/unassign", handle: (*Simulator).unassignNumber},

		{method: http.MethodGet, path: licenses, handle: (*Simulator).listLicenses, lists: true},
		{method: http.MethodPost, path: licenses, handle: (*Simulator).buyLicense},
		{method: http.MethodPatch, path: license, handle: (*Simulator).updateLicense},
		{method: http.MethodDelete, path: license, handle: (*Simulator).deleteLicense},
	}
}

// routeTable finds the operation of a request.
type routeTable struct {
	operations []*operation
	byRoute    map[string]*operation
	byLength   map[int][]*operation // by the number of segments of the path
}

func newRouteTable(options Options) (*routeTable, error) {
	t := &routeTable{operations: operations(), byRoute: map[string]*operation{}, byLength: map[int][]*operation{}}
	for _, op := range t.operations {
		op.offered = (!op.single || !options.NoSingleObjects) && (op.gateway || !options.GatewayOnly)
		t.byRoute[op.route()] = op
		n := strings.Count(op.path, "/")
		t.byLength[n] = append(t.byLength[n], op)
	}
	for _, route := range options.Without {
		op := t.byRoute[route]
		if op == nil {
			return nil, fmt.Errorf("there is no operation %q to do without; the operations are %s",
				route, strings.Join(t.routes(), ", "))
		}
		op.offered = false
	}
	for _, op := range t.operations {
		if !op.offered {
			op.missing = t.absent(op)
		}
	}
	return t, nil
}

// absent is the answer for an operation that isn't offered: 405 if something else is offered at its
// path. Single objects are an exception, as an endpoint can know their path and still say 404.
func (t *routeTable) absent(op *operation) *refusal {
	if !op.single {
		for _, other := range t.operations {
			if other.offered && other.path == op.path {
				return methodNotAllowed()
			}
		}
	}
	return routeNotFound()
}

func (t *routeTable) routes() []string {
	routes := make([]string, 0, len(t.operations))
	for _, op := range t.operations {
		routes = append(routes, op.route())
	}
	return routes
}

// match is what the routing finds out about a request.
type match struct {
	method    string
	operation *operation // nil if the API has none for the request
	route     string
	value     string // of the {name} in the path
	refused   *refusal
}

// find takes the path as it was sent: an encoded slash in a phone number is no separator.
func (t *routeTable) find(method, escapedPath string) match {
	segments := strings.Split(escapedPath, "/")
	known := false
	for _, op := range t.byLength[len(segments)-1] {
		value, fits := op.fits(segments)
		if !fits {
			continue
		}
		known = known || op.offered
		if op.method == method {
			return match{method: method, operation: op, route: op.route(), value: value, refused: op.missing}
		}
	}
	m := match{method: method, route: "unmatched " + method + " " + escapedPath, refused: routeNotFound()}
	if known {
		m.refused = methodNotAllowed()
	}
	return m
}

func (op *operation) fits(segments []string) (value string, fits bool) {
	i := 0
	for wanted := range strings.SplitSeq(op.path, "/") {
		given := segments[i]
		i++
		if !strings.HasPrefix(wanted, "{") {
			if given != wanted {
				return "", false
			}
			continue
		}
		decoded, err := url.PathUnescape(given)
		if err != nil || decoded == "" {
			return "", false
		}
		value = decoded
	}
	return value, true
}

// isRoute tells whether a pattern of a fault can ever match: "*", "POST *" or the route of an
// operation.
func (t *routeTable) isRoute(pattern string) bool {
	if pattern == "*" || t.byRoute[pattern] != nil {
		return true
	}
	method, rest, _ := strings.Cut(pattern, " ")
	return rest == "*" && slices.ContainsFunc(t.operations, func(op *operation) bool { return op.method == method })
}

// mayList tells whether a pattern can match an operation that answers with pages.
func (t *routeTable) mayList(pattern string) bool {
	op := t.byRoute[pattern]
	return op == nil || op.lists
}

func routeNotFound() *refusal {
	return &refusal{status: http.StatusNotFound, code: "route.notFound", message: "This endpoint doesn't offer the path."}
}

func methodNotAllowed() *refusal {
	return &refusal{status: http.StatusMethodNotAllowed, code: "method.notAllowed", message: "This endpoint doesn't offer the method for the path."}
}
