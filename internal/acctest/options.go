package acctest

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/provider"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// Option makes a harness different.
type Option func(*testing.T, *settings)

type settings struct {
	simulator      simulator.Options
	environment    map[string]string
	provider       []provider.Option
	breaksContract bool
}

// Company starts with this organisation instead of simulator.DefaultCompany.
func Company(company simulator.Company) Option {
	return func(_ *testing.T, s *settings) { s.simulator.Company = &company }
}

// CompanyFile starts with the organisation in a file.
func CompanyFile(path string) Option {
	return func(t *testing.T, s *settings) {
		t.Helper()
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = file.Close() }()
		company, err := simulator.ReadCompany(file)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		s.simulator.Company = &company
	}
}

// Service changes how the service behaves: a quota, a cool-down, operations it doesn't offer.
func Service(change func(*simulator.Options)) Option {
	return func(_ *testing.T, s *settings) { change(&s.simulator) }
}

// Setting sets one of the provider's settings, such as "bulk_reads", by its environment variable. A
// provider block in the configuration wins over it.
func Setting(name, value string) Option {
	return func(_ *testing.T, s *settings) { s.environment[variable(name)] = value }
}

// Without leaves a setting unset, such as "api_key".
func Without(name string) Option {
	return func(_ *testing.T, s *settings) { delete(s.environment, variable(name)) }
}

// Patience says how long a refused change waits while the run makes no progress; a second if not
// said.
func Patience(d time.Duration) Option { return Provider(provider.WithPatience(d)) }

// Provider hands on options of the provider that are meant for tests.
func Provider(options ...provider.Option) Option {
	return func(_ *testing.T, s *settings) { s.provider = append(s.provider, options...) }
}

// BreaksContract lets exchanges pass that the contract doesn't allow. Say why, where it's used.
func BreaksContract() Option { return func(_ *testing.T, s *settings) { s.breaksContract = true } }

func variable(setting string) string { return "ONOFF_" + strings.ToUpper(setting) }
