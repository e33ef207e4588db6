package member

import (
	"context"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"pgregory.net/rapid"

	"github.com/onoff-community/terraform-provider-onoff/internal/email"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

func anna() onoff.Member {
	return onoff.Member{
		ID: "m-1", FirstName: "Anna", LastName: "Petit", Email: "anna.petit@example.com",
		Role: "ROLE_USER", DepartmentIDs: []string{"d-1", "d-2"}, NumberIDs: []string{"n-1"},
	}
}

func mustModel(t interface{ Fatal(...any) }, m onoff.Member) model {
	got, diags := fromAPI(context.Background(), m)
	if diags.HasError() {
		t.Fatal(diags)
	}
	return got
}

func TestMissingAndRepeatedDepartmentsAreTolerated(t *testing.T) {
	t.Parallel()
	without := anna()
	without.DepartmentIDs = nil
	if got := mustModel(t, without).DepartmentIDs; got.IsNull() || len(got.Elements()) != 0 {
		t.Errorf("no departments are %v, want an empty set, as the configuration has by default", got)
	}
	twice := anna()
	twice.DepartmentIDs = []string{"d-2", "d-1", "d-2"}
	if got, want := mustModel(t, twice).DepartmentIDs, mustModel(t, anna()).DepartmentIDs; !got.Equal(want) {
		t.Errorf("departments = %v, want %v", got, want)
	}
	if twice.DepartmentIDs[0] != "d-2" {
		t.Error("the member that was read, which others share, was sorted in place")
	}
}

func TestChangesNameOnlyWhatDiffers(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for name, test := range map[string]struct {
		edit func(*model)
		want onoff.MemberUpdate
		none bool
	}{
		"nothing":    {edit: func(*model) {}, none: true},
		"first name": {edit: func(m *model) { m.FirstName = types.StringValue("Anne") }, want: onoff.MemberUpdate{FirstName: new("Anne")}},
		"last name":  {edit: func(m *model) { m.LastName = types.StringValue("Grand") }, want: onoff.MemberUpdate{LastName: new("Grand")}},
		"e-mail":     {edit: func(m *model) { m.Email = email.NewValue("ag@example.com") }, want: onoff.MemberUpdate{Email: new("ag@example.com")}},
		"letter case of the e-mail": {
			edit: func(m *model) { m.Email = email.NewValue("Anna.Petit@Example.com") }, none: true,
		},
		"role": {edit: func(m *model) { m.Role = types.StringValue(roleTeamLead) }, want: onoff.MemberUpdate{Role: new("ROLE_TEAM_LEAD")}},
		"out of all departments": {
			edit: func(m *model) { m.DepartmentIDs = types.SetValueMust(types.StringType, []attr.Value{}) },
			want: onoff.MemberUpdate{DepartmentIDs: &[]string{}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			state := mustModel(t, anna())
			plan := state
			test.edit(&plan)
			got, some, diags := changes(ctx, state, plan)
			if diags.HasError() {
				t.Fatal(diags)
			}
			if some == test.none || !sameUpdate(got, test.want) {
				t.Errorf("changes = %+v, %v", got, some)
			}
		})
	}
}

func sameUpdate(a, b onoff.MemberUpdate) bool {
	return same(a.FirstName, b.FirstName) && same(a.LastName, b.LastName) && same(a.Email, b.Email) && same(a.Role, b.Role) &&
		(a.DepartmentIDs == nil) == (b.DepartmentIDs == nil) &&
		(a.DepartmentIDs == nil || slices.Equal(*a.DepartmentIDs, *b.DepartmentIDs))
}

func same(a, b *string) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// Whatever the two members are: carrying the changes out turns the one into the other, and planning
// again then finds nothing to change.
func TestChangesLeadFromStateToPlan(t *testing.T) {
	t.Parallel()
	member := rapid.Custom(func(t *rapid.T) onoff.Member {
		name := rapid.SampledFrom([]string{"Anna", "Ben", "Chloé"})
		return onoff.Member{
			ID:        "m-1",
			FirstName: name.Draw(t, "first name"), LastName: name.Draw(t, "last name"),
			Email:         rapid.SampledFrom([]string{"a@example.com", "A@EXAMPLE.com", "b@example.com"}).Draw(t, "e-mail"),
			Role:          toWire(rapid.SampledFrom(roles).Draw(t, "role")),
			DepartmentIDs: rapid.SliceOfDistinct(rapid.SampledFrom([]string{"d-1", "d-2", "d-3"}), rapid.ID).Draw(t, "departments"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		ctx := context.Background()
		before, after := member.Draw(t, "before"), member.Draw(t, "after")
		plan := mustModel(t, after)
		update, some, diags := changes(ctx, mustModel(t, before), plan)
		if diags.HasError() {
			t.Fatal(diags)
		}
		if some == sameUpdate(update, onoff.MemberUpdate{}) {
			t.Fatalf("%+v names something: %v", update, some)
		}
		service := before
		take(&service.FirstName, update.FirstName)
		take(&service.LastName, update.LastName)
		take(&service.Email, update.Email)
		take(&service.Role, update.Role)
		take(&service.DepartmentIDs, update.DepartmentIDs)
		if rest, some, _ := changes(ctx, mustModel(t, service), plan); some {
			t.Fatalf("%+v is left to change", rest)
		}
	})
}

func take[T any](into, given *T) {
	if given != nil {
		*into = *given
	}
}

func TestTheSameConfigurationMakesTheSameRequest(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	one, other := anna(), anna()
	other.DepartmentIDs = []string{"d-2", "d-1"}
	first, diags := mustModel(t, one).toCreate(ctx)
	if diags.HasError() {
		t.Fatal(diags)
	}
	second, _ := mustModel(t, other).toCreate(ctx)
	if !slices.Equal(first.DepartmentIDs, second.DepartmentIDs) {
		t.Errorf("departments are sent as %v and as %v: the idempotency key would differ", first.DepartmentIDs, second.DepartmentIDs)
	}
	without := anna()
	without.DepartmentIDs = nil
	third, _ := mustModel(t, without).toCreate(ctx)
	if third.DepartmentIDs == nil {
		t.Error("no departments are sent as null, and the contract wants a list")
	}
}
