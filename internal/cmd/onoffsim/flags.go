package main

import (
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"strings"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// settings are the arguments of the command.
type settings struct {
	listen      string
	showVersion bool
	options     simulator.Options
}

// list is a flag that can be given several times.
type list []string

func (l *list) String() string { return strings.Join(*l, ", ") }

func (l *list) Set(value string) error {
	*l = append(*l, value)
	return nil
}

func parse(args []string, stderr io.Writer) (settings, error) {
	var (
		s           settings
		without     list
		company     string
		allowRemote bool
		purchase    bool
		idempotency bool
		single      bool
		emptyPages  bool
	)
	o := &s.options
	flags := flag.NewFlagSet("onoffsim", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&s.listen, "listen", "127.0.0.1:8787", "`address` to listen on; port 0 picks a free one")
	flags.BoolVar(&allowRemote, "allow-remote", false, "allow -listen to name an address that other machines can reach")
	flags.StringVar(&o.APIKey, "api-key", simulator.DefaultAPIKey, "`key` that may do everything")
	flags.StringVar(&o.ReadOnlyKey, "read-only-key", "", "second `key`, that may only read")
	flags.StringVar(&company, "company", "", "JSON `file` with the organisation; without it there are an owner and an ample pool")
	flags.Float64Var(&o.RequestsPerSecond, "requests-per-second", 0, "`quota`, beyond which 429 is answered; 0 is none")
	flags.DurationVar(&o.Latency, "latency", 0, "`delay` of every answer, such as 100ms")
	flags.IntVar(&o.PageLimit, "page-limit", 100, "largest `number` of items on a page")
	flags.BoolVar(&emptyPages, "empty-pages", true, "give a page without items once in each listing of several pages, as the vendor's gateway can")
	flags.DurationVar(&o.ReassignCooldown, "reassign-cooldown", 0, "`time` in which a number just assigned can't be moved; the vendor says up to 30m")
	flags.BoolVar(&purchase, "auto-purchase", true, "sell a licence to an assignment that finds none free, as the vendor does")
	flags.BoolVar(&idempotency, "idempotency-keys", true, "honour Idempotency-Key")
	flags.BoolVar(&single, "single-objects", true, "answer when one member or one department is asked for")
	flags.Var(&without, "without", "`operation` not to offer, such as \"PATCH /api/v1/members/{memberId}\"; can be repeated")
	flags.BoolVar(&o.GatewayOnly, "gateway-only", false, "offer only what the vendor's public gateway is known to offer")
	flags.Uint64Var(&o.Seed, "seed", 0, "`seed` of object IDs, cursors and random faults")
	flags.BoolVar(&s.showVersion, "version", false, "print the version and stop")
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	if flags.NArg() > 0 {
		return s, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	o.Without = without
	o.NoAutomaticPurchase = !purchase
	o.IgnoreIdempotencyKeys = !idempotency
	o.NoSingleObjects = !single
	o.NoEmptyPages = !emptyPages
	for name, key := range map[string]string{"-api-key": o.APIKey, "-read-only-key": o.ReadOnlyKey} {
		if strings.TrimSpace(key) != key || strings.ContainsAny(key, "\r\n") {
			return s, fmt.Errorf("%s begins or ends with white space, or has a line break: no header can carry it", name)
		}
	}
	if o.APIKey == "" {
		return s, fmt.Errorf("-api-key is empty")
	}
	if !allowRemote {
		if err := requireLoopback(s.listen); err != nil {
			return s, err
		}
	}
	if company != "" {
		var err error
		if o.Company, err = readCompany(company); err != nil {
			return s, err
		}
	}
	return s, nil
}

// requireLoopback keeps the simulated organisation, whose admin pages need no key, on this machine
// unless it's wanted elsewhere.
func requireLoopback(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("-listen: %w", err)
	}
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	return fmt.Errorf("-listen %s can be reached from other machines; add -allow-remote if that is wanted", address)
}

func readCompany(name string) (*simulator.Company, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("-company: %w", err)
	}
	defer file.Close()
	company, err := simulator.ReadCompany(file)
	if err != nil {
		return nil, fmt.Errorf("-company: %s:\n%w", name, err)
	}
	return &company, nil
}
