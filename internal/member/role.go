package member

import (
	"slices"
	"strings"
)

// The roles as configurations write them. Those that can be given to anybody come first; the owner
// is there for the one member who has it already.
const (
	roleUser     = "user"
	roleTeamLead = "team_lead"
	roleAdmin    = "admin"
	roleOwner    = "owner"
)

var roles = []string{roleUser, roleTeamLead, roleAdmin, roleOwner}

// wirePrefix is what the API puts before a role: ROLE_TEAM_LEAD.
const wirePrefix = "ROLE_"

// toWire is the role as the API writes it.
func toWire(role string) string { return wirePrefix + strings.ToUpper(role) }

// fromWire is the role as configurations write it, and whether this provider knows it. One that it
// doesn't know is shown as it came, in the same style.
func fromWire(role string) (text string, known bool) {
	text = strings.ToLower(strings.TrimPrefix(role, wirePrefix))
	return text, slices.Contains(roles, text) && toWire(text) == role
}
