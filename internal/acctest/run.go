package acctest

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
)

// Run takes the company through these steps with a real CLI, and then destroys what is left. After
// each step that applies, two more plans, one without and one with refresh, have to be empty.
func (h *Harness) Run(steps ...resource.TestStep) {
	h.t.Helper()
	needCLI(h.t)
	resource.Test(h.t, resource.TestCase{
		ProtoV6ProviderFactories: map[string]func() (tfprotov6.ProviderServer, error){"onoff": h.NewServer},
		Steps:                    steps,
	})
}

// Dir is the configuration in testdata/<test>/<step>. A module beside it is reached by its path from
// the package, "./testdata/<test>/<module>".
func Dir(step string) config.TestStepConfigFunc {
	return func(r config.TestStepConfigRequest) string {
		return filepath.Join("testdata", filepath.FromSlash(r.TestName), step)
	}
}

// Then does something after a step was applied, before the plans that follow: looking at the company,
// counting requests. It goes into Check.
func Then(do func()) resource.TestCheckFunc {
	return func(*terraform.State) error {
		do()
		return nil
	}
}

// Import is a step that imports an object again, by a key, into the configuration of the step before,
// by an import block. What is planned besides has to be nothing.
func Import(address, key string) resource.TestStep {
	return resource.TestStep{
		ResourceName:    address,
		ImportState:     true,
		ImportStateId:   key,
		ImportStateKind: resource.ImportBlockWithID,
	}
}

// ImportByCommand is [Import] by the import command. What is imported has to be what is in state.
func ImportByCommand(address, key string) resource.TestStep {
	return resource.TestStep{
		ResourceName:      address,
		ImportState:       true,
		ImportStateId:     key,
		ImportStateKind:   resource.ImportCommandWithID,
		ImportStateVerify: true,
	}
}

// ImportByIdentity is [Import] by the identity that is in state. It's left out where the CLI knows no
// identities.
func ImportByIdentity(address string) resource.TestStep {
	_, file, line, _ := runtime.Caller(1)
	return resource.TestStep{
		ResourceName:    address,
		ImportState:     true,
		ImportStateKind: resource.ImportBlockWithResourceIdentity,
		SkipFunc: func() (bool, error) {
			if Can(Identity) {
				return false, nil
			}
			// `make matrix` looks for this line: the test itself isn't skipped, so nobody else tells.
			_, _ = fmt.Fprintf(os.Stdout, "left out: import of %s by identity (%s/%s:%d): %s has no %s\n", address,
				filepath.Base(filepath.Dir(file)), filepath.Base(file), line, currentCLI().title, Identity.name)
			return true, nil
		},
	}
}

func needCLI(t *testing.T) *cliInfo {
	t.Helper()
	found := currentCLI()
	switch {
	case found == nil:
		t.Skip("needs a CLI: set TF_ACC=1")
	case found.err != nil:
		t.Fatal(found.err)
	}
	return found
}
