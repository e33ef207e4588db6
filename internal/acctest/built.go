package acctest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// Built makes the runs of this CLI start the provider as a process of its own, as users do, instead
// of serving it from the test's process. That is what it takes to kill it, to read its logs, to have
// several provider blocks, or to have memory of its own. It's built once per package, which needs
// [Main], unless PROVIDER_DIR says where it is. Options that only tests have don't reach it: its
// patience is that of a real run.
func (c *CLI) Built() *CLI {
	c.t.Helper()
	file := overrides(c.t, addresses...)
	log := filepath.Join(c.t.TempDir(), "provider.log")
	c.h.logs = append(c.h.logs, log)
	c.attach = func() ([]string, func()) {
		env := []string{"TF_CLI_CONFIG_FILE=" + file, "TF_LOG_PROVIDER=TRACE", "TF_LOG_PATH=" + log}
		for name, value := range c.h.environment {
			env = append(env, name+"="+value)
		}
		return env, func() {}
	}
	return c
}

// overrides writes a CLI configuration that takes the built provider for these addresses.
func overrides(t *testing.T, addresses ...string) (file string) {
	t.Helper()
	dir := ProviderDir(t)
	var lines strings.Builder
	for _, name := range addresses {
		fmt.Fprintf(&lines, "    %q = %q\n", name, filepath.ToSlash(dir))
	}
	file = filepath.Join(t.TempDir(), "cli.tfrc")
	content := "provider_installation {\n  dev_overrides {\n" + lines.String() + "  }\n}\n"
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// ProviderDir is the folder that has the provider as a program.
func ProviderDir(t *testing.T) string {
	t.Helper()
	dir, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// module has the provider's main package.
const module = "github.com/onoff-community/terraform-provider-onoff"

// scratch is where programs are built; Main makes and removes it.
var scratch string

var built = sync.OnceValues(func() (string, error) {
	if prebuilt := os.Getenv("PROVIDER_DIR"); prebuilt != "" {
		return prebuilt, nil
	}
	_, err := build("terraform-provider-onoff", module)
	return scratch, err
})

// build makes a program of this module.
func build(name, pkg string) (string, error) {
	if scratch == "" {
		return "", errors.New("a package that needs a built program needs: func TestMain(m *testing.M) { acctest.Main(m) }")
	}
	binary := filepath.Join(scratch, name)
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	if output, err := exec.Command("go", "build", "-o", binary, pkg).CombinedOutput(); err != nil {
		return "", fmt.Errorf("%s can't be built: %w\n%s", name, err, output)
	}
	return binary, nil
}

// Main runs the tests of a package that uses [CLI.Built], [Newcomer] or [ProviderDir], and removes what was built.
func Main(m *testing.M) {
	dir, err := os.MkdirTemp("", "acctest-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	scratch = dir
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}
