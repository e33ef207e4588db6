package provider

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// model is the provider block.
type model struct {
	APIKey               types.String  `tfsdk:"api_key"`
	BaseURL              types.String  `tfsdk:"base_url"`
	PlanChecks           types.String  `tfsdk:"plan_checks"`
	MaxNumbersPerMember  types.Int64   `tfsdk:"max_numbers_per_member"`
	AllowLicensePurchase types.Bool    `tfsdk:"allow_license_purchase"`
	BulkReads            types.Bool    `tfsdk:"bulk_reads"`
	RequestsPerSecond    types.Float64 `tfsdk:"requests_per_second"`
	MaxRetries           types.Int64   `tfsdk:"max_retries"`
}

// settings is what the provider block, the environment and the defaults come to.
type settings struct {
	apiKey, baseURL      string
	planChecks           wiring.PlanChecks
	maxNumbersPerMember  int // 0: what the account says
	allowLicensePurchase bool
	bulkReads            bool
	requestsPerSecond    float64 // 0: learned
	maxRetries           int
	unknown              []string
}

// setting is one line of the table: the configuration wins over the environment, and that over the
// default.
type setting struct {
	name      string
	value     attr.Value
	byDefault string // empty: what take would set is left alone
	take      func(text string) error
}

// environment is the variable that a setting is read from.
func (s setting) environment() string { return "ONOFF_" + strings.ToUpper(s.name) }

// settle works out the settings. A value that isn't known yet counts only where nothing can be sent
// without it; elsewhere the default holds for this walk.
func settle(m model, environment func(string) (string, bool), diags *diag.Diagnostics) settings {
	var s settings
	table := []setting{
		{"api_key", m.APIKey, "", text(&s.apiKey)},
		{"base_url", m.BaseURL, "", text(&s.baseURL)},
		{"plan_checks", m.PlanChecks, string(wiring.PlanChecksError), func(v string) error {
			switch checks := wiring.PlanChecks(v); checks {
			case wiring.PlanChecksError, wiring.PlanChecksWarning, wiring.PlanChecksOff:
				s.planChecks = checks
				return nil
			}
			return fmt.Errorf("write error, warning or off")
		}},
		{"max_numbers_per_member", m.MaxNumbersPerMember, "", whole(&s.maxNumbersPerMember, 1, 1000)},
		{"allow_license_purchase", m.AllowLicensePurchase, "false", yesOrNo(&s.allowLicensePurchase)},
		{"bulk_reads", m.BulkReads, "true", yesOrNo(&s.bulkReads)},
		{"requests_per_second", m.RequestsPerSecond, "", func(v string) error {
			n, err := strconv.ParseFloat(v, 64)
			if err != nil || n <= 0 || n > 100_000 {
				return fmt.Errorf("write a number above 0, or leave it out to have the pace learned")
			}
			s.requestsPerSecond = n
			return nil
		}},
		{"max_retries", m.MaxRetries, "4", whole(&s.maxRetries, 0, 100)},
	}
	for _, line := range table {
		at := path.Root(line.name)
		switch given, inEnvironment := environment(line.environment()); {
		case line.value.IsUnknown():
			if line.name == "api_key" || line.name == "base_url" {
				s.unknown = append(s.unknown, line.name)
				continue
			}
			line.fallBack(diags)
		case !line.value.IsNull():
			written := written(line.value)
			if err := line.take(written); err != nil {
				diags.AddAttributeError(at, "Invalid "+line.name, fmt.Sprintf("%s is %q: %s.", line.name, written, err))
			}
		case inEnvironment && strings.TrimSpace(given) != "":
			if err := line.take(strings.TrimSpace(given)); err != nil {
				diags.AddAttributeError(at, "Invalid "+line.name,
					fmt.Sprintf("The environment variable %s is %q: %s.", line.environment(), given, err))
			}
		default:
			line.fallBack(diags)
		}
	}
	return s
}

// fallBack takes the default.
func (s setting) fallBack(diags *diag.Diagnostics) {
	if s.byDefault == "" {
		return
	}
	if err := s.take(s.byDefault); err != nil {
		diags.AddError("Invalid default of "+s.name, err.Error())
	}
}

// written is a value as text, whatever its type.
func written(value attr.Value) string {
	switch v := value.(type) {
	case types.String:
		return v.ValueString()
	case types.Bool:
		return strconv.FormatBool(v.ValueBool())
	case types.Int64:
		return strconv.FormatInt(v.ValueInt64(), 10)
	case types.Float64:
		return strconv.FormatFloat(v.ValueFloat64(), 'g', -1, 64)
	}
	return value.String()
}

func text(into *string) func(string) error {
	return func(v string) error { *into = v; return nil }
}

func yesOrNo(into *bool) func(string) error {
	return func(v string) error {
		b, err := strconv.ParseBool(v)
		if err != nil {
			return fmt.Errorf("write true or false")
		}
		*into = b
		return nil
	}
}

// whole takes a whole number from least to most.
func whole(into *int, least, most int) func(string) error {
	return func(v string) error {
		n, err := strconv.Atoi(v)
		if err != nil || n < least || n > most {
			return fmt.Errorf("write a whole number from %d to %d", least, most)
		}
		*into = n
		return nil
	}
}
