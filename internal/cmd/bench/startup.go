package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/onoff-community/terraform-provider-onoff/internal/provider"
)

// handshake is what a CLI and a provider recognize each other by.
var handshake = plugin.HandshakeConfig{
	MagicCookieKey:   "TF_PLUGIN_MAGIC_COOKIE",
	MagicCookieValue: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
}

// startup measures what is paid each time that a CLI starts the provider, which is several times in
// each of its runs. The median is taken: a start is so short that the fastest is luck.
func (b *bench) startup(ctx context.Context) error {
	binary := filepath.Join(b.providerDir, "terraform-provider-onoff")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	info, err := os.Stat(binary)
	if err != nil {
		return err
	}
	dir := filepath.Join(b.dir, "startup")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	config := fmt.Sprintf("terraform {\n  required_providers {\n    onoff = {\n      source = %q\n    }\n  }\n}\n", source)
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(config), 0o600); err != nil {
		return err
	}
	cli := func(arguments ...string) func() (time.Duration, error) {
		return func() (time.Duration, error) {
			o, err := b.runCLI(ctx, dir, 0, nil, arguments...)
			return o.wall, err
		}
	}
	_, _ = fmt.Fprintf(b.out, "\nStarting the provider, median of %d; its binary has %.1f MB\n\n", b.starts, float64(info.Size())/1e6)
	w := tabwriter.NewWriter(b.out, 0, 0, 2, ' ', 0)
	for _, one := range []struct {
		name string
		take func() (time.Duration, error)
	}{
		{"from exec to its handshake", func() (time.Duration, error) { return start(ctx, binary) }},
		{"all schemas, in this process", func() (time.Duration, error) { return schemas(ctx) }},
		{"the CLI alone: version", cli("version")},
		{"the CLI with the provider: providers schema", cli("providers", "schema", "-json")},
	} {
		took, err := median(b.starts, one.take)
		if err != nil {
			return fmt.Errorf("%s: %w", one.name, err)
		}
		_, _ = fmt.Fprintf(w, "%s\t%s\n", one.name, took.Round(100*time.Microsecond))
	}
	return w.Flush()
}

// start starts the provider as a CLI does, with TLS, until it has said where it listens.
func start(ctx context.Context, binary string) (time.Duration, error) {
	client := plugin.NewClient(&plugin.ClientConfig{
		HandshakeConfig:  handshake,
		VersionedPlugins: map[int]plugin.PluginSet{6: {}},
		Cmd:              exec.CommandContext(ctx, binary),
		AllowedProtocols: []plugin.Protocol{plugin.ProtocolGRPC},
		AutoMTLS:         true,
		Logger:           hclog.NewNullLogger(),
	})
	defer client.Kill()
	began := time.Now()
	_, err := client.Start()
	return time.Since(began), err
}

// schemas makes a provider and asks it for everything that it has.
func schemas(ctx context.Context) (time.Duration, error) {
	began := time.Now()
	server, err := providerserver.NewProtocol6WithError(provider.New("0.0.0-bench")())()
	if err != nil {
		return 0, err
	}
	answer, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return 0, err
	}
	return time.Since(began), failure(answer.Diagnostics)
}

func median(times int, take func() (time.Duration, error)) (time.Duration, error) {
	var all []time.Duration
	for range times {
		took, err := take()
		if err != nil {
			return 0, err
		}
		all = append(all, took)
	}
	slices.Sort(all)
	return all[len(all)/2], nil
}
