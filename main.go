// Command terraform-provider-onoff is the provider's plugin binary. Terraform or OpenTofu starts it
// and talks to it over gRPC; it isn't meant to be started by hand, except with -debug.
package main

import (
	"flag"
	"log"
	"os"
	"runtime/debug"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/onoff-community/terraform-provider-onoff/internal/provider"
)

// address is the provider's name in the registry. In -debug mode it is what the CLI looks for in
// TF_REATTACH_PROVIDERS, so it has to be the source that configurations name.
const address = "registry.terraform.io/onoff-community/onoff"

// version is set by the release build.
var version string

func main() {
	debugging := flag.Bool("debug", false, "wait for a debugger, and print how to attach the CLI to this process")
	flag.Parse()
	if err := keepDiagnosticsOutOfLogs(); err != nil {
		log.Fatal(err)
	}

	var options []tf6server.ServeOpt
	if *debugging {
		options = append(options, tf6server.WithManagedDebug())
	}
	if err := tf6server.Serve(address, provider.NewServer(buildVersion()), options...); err != nil {
		log.Fatal(err)
	}
}

// keepDiagnosticsOutOfLogs turns off the log of the protocol library, whatever level is asked for. It
// repeats every diagnostic in full, and diagnostics name people, numbers and e-mails: the user is to
// know whom a plan is about, but a log is passed on to others. There is no option that leaves out only
// those. Which call came when is in the framework's log too, and what was asked of the API, and how it
// answered, in the client's own.
func keepDiagnosticsOutOfLogs() error { return os.Setenv("TF_LOG_SDK_PROTO", "OFF") }

// buildVersion is the version of the release, else the one that the Go toolchain derived from the
// module or the commit. It ends up in the User-Agent, where support looks for it.
func buildVersion() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "dev"
	}
	return strings.TrimPrefix(info.Main.Version, "v")
}
