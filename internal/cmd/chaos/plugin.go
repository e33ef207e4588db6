package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/onoff-community/terraform-provider-onoff/internal/provider"
)

const (
	// pluginName is what the CLI looks for. Under this name this program is the provider.
	pluginName = "terraform-provider-onoff"

	// attemptTimeout and patience are those of the provider that this program is. The built one has
	// half a minute and ten seconds, which nobody wants to wait for hundreds of times.
	attemptTimeout = 700 * time.Millisecond
	patience       = 3 * time.Second
)

// asPlugin serves the provider if that is what this program was started as.
func asPlugin() bool {
	if strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe") != pluginName {
		return false
	}
	err := tf6server.Serve("registry.terraform.io/onoff-community/onoff",
		provider.NewServer("chaos", provider.WithAttemptTimeout(attemptTimeout), provider.WithPatience(patience)))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return true
}

// plugin is a provider, and a CLI configuration that makes a CLI use it.
type plugin struct {
	cliConfig string
	hasty     bool // whether it has the short timeouts
}

// hastyPlugin puts this program where the CLI finds it as the provider.
func hastyPlugin(scratch string) (plugin, error) {
	self, err := os.Executable()
	if err != nil {
		return plugin{}, err
	}
	dir := filepath.Join(scratch, "hasty")
	name := filepath.Join(dir, pluginName)
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	if err := errors.Join(os.MkdirAll(dir, 0o700), os.Symlink(self, name)); err != nil {
		return plugin{}, err
	}
	return overriding(scratch, "hasty.tfrc", dir, true)
}

// overriding writes the CLI configuration for the provider in a folder.
func overriding(scratch, name, dir string, hasty bool) (plugin, error) {
	var lines strings.Builder
	for _, address := range []string{"registry.terraform.io/hashicorp/onoff", "registry.opentofu.org/hashicorp/onoff"} {
		fmt.Fprintf(&lines, "    %q = %q\n", address, filepath.ToSlash(dir))
	}
	file := filepath.Join(scratch, name)
	content := "provider_installation {\n  dev_overrides {\n" + lines.String() + "  }\n}\n"
	return plugin{file, hasty}, os.WriteFile(file, []byte(content), 0o600)
}
