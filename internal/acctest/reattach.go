package acctest

import (
	"context"
	"encoding/json"
	"io"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

// addresses are the names under which a configuration may ask for the provider: Terraform and
// OpenTofu, with and without a required_providers block.
var addresses = []string{
	"registry.terraform.io/hashicorp/onoff",
	"registry.terraform.io/onoff-community/onoff",
	"registry.opentofu.org/hashicorp/onoff",
	"registry.opentofu.org/onoff-community/onoff",
}

// serve runs the provider in this process for one run of a CLI: nothing has to be built or installed.
// It returns what the CLI needs in its environment to find it.
//
// All provider blocks of a configuration share this one server, which knows only the block that was
// configured last: a configuration with aliases needs [CLI.Built].
func (h *Harness) serve() (env []string, stop func()) {
	h.t.Helper()
	server, err := h.NewServer()
	if err != nil {
		h.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	serving, closed := make(chan *plugin.ReattachConfig), make(chan struct{})
	failed := make(chan error, 1)
	go func() {
		failed <- tf6server.Serve(addresses[1], func() tfprotov6.ProviderServer { return server },
			tf6server.WithDebug(ctx, serving, closed),
			tf6server.WithGoPluginLogger(hclog.New(&hclog.LoggerOptions{Output: io.Discard})),
			tf6server.WithLoggingSink(h.t),
			tf6server.WithoutLogStderrOverride(),
		)
	}()
	var at *plugin.ReattachConfig
	select {
	case at = <-serving:
	case err := <-failed:
		cancel()
		h.t.Fatalf("the provider can't be served: %v", err)
	}
	type address struct {
		Network string `json:"Network"`
		String  string `json:"String"`
	}
	type config struct {
		Protocol        string  `json:"Protocol"`
		ProtocolVersion int     `json:"ProtocolVersion"`
		Pid             int     `json:"Pid"`
		Test            bool    `json:"Test"`
		Addr            address `json:"Addr"`
	}
	all := map[string]config{}
	for _, name := range addresses {
		all[name] = config{
			Protocol: string(at.Protocol), ProtocolVersion: at.ProtocolVersion, Pid: at.Pid, Test: at.Test,
			Addr: address{at.Addr.Network(), at.Addr.String()},
		}
	}
	text, err := json.Marshal(all)
	if err != nil {
		cancel()
		h.t.Fatal(err)
	}
	return []string{"TF_DISABLE_PLUGIN_TLS=1", "TF_REATTACH_PROVIDERS=" + string(text)}, func() {
		cancel()
		<-closed
	}
}
