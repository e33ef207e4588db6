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
	dir, err := built()
	if err != nil {
		c.t.Fatal(err)
	}
	file := filepath.Join(c.t.TempDir(), "cli.tfrc")
	var overrides strings.Builder
	for _, name := range addresses {
		fmt.Fprintf(&overrides, "    %q = %q\n", name, filepath.ToSlash(dir))
	}
	content := "provider_installation {\n  dev_overrides {\n" + overrides.String() + "  }\n}\n"
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		c.t.Fatal(err)
	}
	c.attach = func() ([]string, func()) {
		env := []string{"TF_CLI_CONFIG_FILE=" + file}
		for name, value := range c.h.environment {
			env = append(env, name+"="+value)
		}
		return env, func() {}
	}
	return c
}

// module is what is built: the provider's main package.
const module = "github.com/onoff-community/terraform-provider-onoff"

// scratch is where it is built; Main makes and removes it.
var scratch string

var built = sync.OnceValues(func() (string, error) {
	if prebuilt := os.Getenv("PROVIDER_DIR"); prebuilt != "" {
		return prebuilt, nil
	}
	if scratch == "" {
		return "", errors.New("a package that uses Built needs: func TestMain(m *testing.M) { acctest.Main(m) }")
	}
	binary := filepath.Join(scratch, "terraform-provider-onoff")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	if output, err := exec.Command("go", "build", "-o", binary, module).CombinedOutput(); err != nil {
		return "", fmt.Errorf("the provider can't be built: %w\n%s", err, output)
	}
	return scratch, nil
})

// Main runs the tests of a package that uses [CLI.Built], and removes what was built.
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
