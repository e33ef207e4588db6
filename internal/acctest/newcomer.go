package acctest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// Newcomer makes what somebody has who has installed everything and done nothing yet: an empty folder,
// and an environment in which the CLI at hand is called terraform, the simulator onoffsim, and the
// provider is found by dev_overrides under the address that the documentation gives. Home is empty, and
// nothing that stands in the environment of whoever runs the tests counts. It needs [Main], unless
// PROVIDER_DIR and ONOFFSIM say where provider and simulator are.
func Newcomer(t *testing.T) (dir string, env []string) {
	t.Helper()
	cli := needCLI(t)
	simulator, err := builtSimulator()
	if err != nil {
		t.Fatal(err)
	}
	programs := t.TempDir()
	for name, target := range map[string]string{"terraform": cli.path, "onoffsim": simulator} {
		target, err := filepath.Abs(target)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(target, filepath.Join(programs, name)); err != nil {
			t.Fatal(err)
		}
	}
	env = append(environ(), "CHECKPOINT_DISABLE=1", "HOME="+t.TempDir(),
		"TF_CLI_CONFIG_FILE="+overrides(t, "onoff-community/onoff"),
		"PATH="+programs+string(filepath.ListSeparator)+os.Getenv("PATH"))
	return t.TempDir(), env
}

// environ is the environment of this process without what steers a CLI or the provider: what stands in
// the environment of whoever runs the tests mustn't change their outcome.
func environ() []string {
	var env []string
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "TF_") && !strings.HasPrefix(variable, "ONOFF_") {
			env = append(env, variable)
		}
	}
	return env
}

var builtSimulator = sync.OnceValues(func() (string, error) {
	if prebuilt := os.Getenv("ONOFFSIM"); prebuilt != "" {
		return exec.LookPath(prebuilt)
	}
	return build("onoffsim", module+"/internal/cmd/onoffsim")
})
