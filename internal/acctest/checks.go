package acctest

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"regexp"
	"slices"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
)

// Message matches a text in the output of a CLI, which breaks lines where it likes and frames them.
// Several texts have to come in this order, with anything between them.
func Message(texts ...string) *regexp.Regexp {
	patterns := make([]string, 0, len(texts))
	for _, text := range texts {
		words := strings.Fields(text)
		for i := range words {
			words[i] = regexp.QuoteMeta(words[i])
		}
		patterns = append(patterns, strings.Join(words, `[\s│╷╵]+`))
	}
	return regexp.MustCompile(`(?s)` + strings.Join(patterns, `.*`))
}

// Changes is what a plan does to which address; what isn't named must stay as it is. A replacement
// is one in either order for plancheck.ResourceActionReplace.
type Changes map[string]plancheck.ResourceActionType

// Plans wants the plan to change exactly this.
func Plans(want Changes) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{onlyChanges{want}}}
}

// NoChanges wants the plan to change nothing.
func NoChanges() resource.ConfigPlanChecks { return Plans(nil) }

type onlyChanges struct{ want Changes }

func (c onlyChanges) CheckPlan(_ context.Context, req plancheck.CheckPlanRequest, resp *plancheck.CheckPlanResponse) {
	var errs []error
	got := Changes{}
	for _, change := range req.Plan.ResourceChanges {
		if action := actionOf(change.Change.Actions); action != plancheck.ResourceActionNoop && action != plancheck.ResourceActionRead {
			got[change.Address] = action
		}
	}
	for _, address := range slices.Sorted(maps.Keys(got)) {
		if _, named := c.want[address]; !named {
			errs = append(errs, fmt.Errorf("%s: planned %s, want nothing", address, got[address]))
		}
	}
	for _, address := range slices.Sorted(maps.Keys(c.want)) {
		want, planned := c.want[address], got[address]
		if planned == "" {
			planned = plancheck.ResourceActionNoop
		}
		replaced := planned == plancheck.ResourceActionDestroyBeforeCreate || planned == plancheck.ResourceActionCreateBeforeDestroy
		if planned != want && !(replaced && want == plancheck.ResourceActionReplace) {
			errs = append(errs, fmt.Errorf("%s: planned %s, want %s", address, planned, want))
		}
	}
	resp.Error = errors.Join(errs...)
}

func actionOf(a tfjson.Actions) plancheck.ResourceActionType {
	switch {
	case a.NoOp():
		return plancheck.ResourceActionNoop
	case a.Read():
		return plancheck.ResourceActionRead
	case a.Create():
		return plancheck.ResourceActionCreate
	case a.Update():
		return plancheck.ResourceActionUpdate
	case a.Delete():
		return plancheck.ResourceActionDestroy
	case a.DestroyBeforeCreate():
		return plancheck.ResourceActionDestroyBeforeCreate
	case a.CreateBeforeDestroy():
		return plancheck.ResourceActionCreateBeforeDestroy
	}
	return plancheck.ResourceActionType(fmt.Sprint(a))
}

// State collects checks of the state.
func State(checks ...statecheck.StateCheck) []statecheck.StateCheck { return checks }

// Has wants an attribute to be this: a string, a bool, an int, nil for null, a []string for a list, a
// [Set], or any knownvalue.Check. The attribute may be a path, as in "members.0.email".
func Has(address, attribute string, value any) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, pathOf(attribute), known(value))
}

// HasOutput wants an output to be this, as in [Has].
func HasOutput(name string, value any) statecheck.StateCheck {
	return statecheck.ExpectKnownOutputValue(name, known(value))
}

// Set is the elements of a set.
type Set []string

func pathOf(attribute string) tfjsonpath.Path {
	first, rest, more := strings.Cut(attribute, ".")
	path := tfjsonpath.New(first)
	for more {
		var step string
		step, rest, more = strings.Cut(rest, ".")
		var index int
		if n, err := fmt.Sscanf(step, "%d", &index); n == 1 && err == nil {
			path = path.AtSliceIndex(index)
		} else {
			path = path.AtMapKey(step)
		}
	}
	return path
}

func known(value any) knownvalue.Check {
	switch v := value.(type) {
	case nil:
		return knownvalue.Null()
	case knownvalue.Check:
		return v
	case string:
		return knownvalue.StringExact(v)
	case bool:
		return knownvalue.Bool(v)
	case int:
		return knownvalue.NumberExact(big.NewFloat(float64(v)))
	case []string:
		return knownvalue.ListExact(knownEach(v))
	case Set:
		return knownvalue.SetExact(knownEach(v))
	}
	panic(fmt.Sprintf("acctest: no check for a %T", value))
}

func knownEach(values []string) []knownvalue.Check {
	checks := make([]knownvalue.Check, 0, len(values))
	for _, v := range values {
		checks = append(checks, knownvalue.StringExact(v))
	}
	return checks
}
