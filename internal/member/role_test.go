package member

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRolesAsTheAPIWritesThem(t *testing.T) {
	t.Parallel()
	for role, wire := range map[string]string{
		roleUser:     "ROLE_USER",
		roleTeamLead: "ROLE_TEAM_LEAD",
		roleAdmin:    "ROLE_ADMIN",
		roleOwner:    "ROLE_OWNER",
	} {
		if got := toWire(role); got != wire {
			t.Errorf("toWire(%q) = %q, want %q", role, got, wire)
		}
		if got, known := fromWire(wire); got != role || !known {
			t.Errorf("fromWire(%q) = %q, %v, want %q, true", wire, got, known, role)
		}
	}
}

func TestUnknownRolesAreShownInTheSameStyle(t *testing.T) {
	t.Parallel()
	for wire, shown := range map[string]string{
		"ROLE_AUDITOR":   "auditor",
		"SUPPORT":        "support",
		"ROLE_ROLE_USER": "role_user",
		"user":           "user", // not how the API writes it, so nobody knows what else is different
		"ROLE_user":      "user",
		"":               "",
	} {
		if got, known := fromWire(wire); got != shown || known {
			t.Errorf("fromWire(%q) = %q, %v, want %q, false", wire, got, known, shown)
		}
	}
}

// What is read as a known role is written back as exactly what was read.
func TestKnownRolesSurviveTheRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		wire := rapid.OneOf(
			rapid.String(),
			rapid.Map(rapid.SampledFrom(roles), toWire),
			rapid.Map(rapid.SampledFrom(roles), strings.ToUpper),
			rapid.Map(rapid.String(), func(s string) string { return wirePrefix + s }),
		).Draw(t, "wire")
		role, known := fromWire(wire)
		if known != (slices.Contains(roles, role) && toWire(role) == wire) {
			t.Fatalf("fromWire(%q) = %q, %v", wire, role, known)
		}
	})
}
