package provider_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// States that released versions wrote are in testdata/upgrade/<version>/<CLI>/, with the organisation
// as it then was, and the configuration that had been applied beside them. They must plan empty with
// every later version. What the next version writes comes from the files in testdata/upgrade itself.
const upgrades = "testdata/upgrade"

// recorded is a state that was written by one version with one CLI.
type recorded struct {
	dir   string // with company.json and state.json
	name  string // as in "v0.1.0/terraform-1.11"
	state stateFile
}

// config is the folder of the configuration that was applied.
func (r recorded) config() string { return filepath.Dir(r.dir) }

func (r recorded) harness(t *testing.T) *acctest.Harness {
	t.Helper()
	return acctest.New(t, acctest.CompanyFile(filepath.Join(r.dir, "company.json")))
}

func recordedStates(t *testing.T) []recorded {
	t.Helper()
	files, err := filepath.Glob(upgrades + "/v*/*/state.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no states are recorded: %v", err)
	}
	var all []recorded
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Dir(file)
		r := recorded{dir: dir, name: filepath.ToSlash(strings.TrimPrefix(dir, filepath.FromSlash(upgrades)+string(filepath.Separator)))}
		if err := json.Unmarshal(text, &r.state); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all = append(all, r)
	}
	return all
}

// stateFile is the part of a state file that the tests look at or change.
type stateFile map[string]any

func (s stateFile) text(t *testing.T) string {
	t.Helper()
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text) + "\n"
}

// instances calls do for each object in the state.
func (s stateFile) instances(do func(typeName string, instance map[string]any)) {
	all, _ := s["resources"].([]any)
	for _, one := range all {
		resource, _ := one.(map[string]any)
		typeName, _ := resource["type"].(string)
		instances, _ := resource["instances"].([]any)
		for _, instance := range instances {
			if object, ok := instance.(map[string]any); ok {
				do(typeName, object)
			}
		}
	}
}

// without is the state without something that an instance has: what the provider kept for itself, or
// the identity. Older CLIs, and whoever edits a state by hand, lose them.
func (s stateFile) without(t *testing.T, key string) stateFile {
	t.Helper()
	var less stateFile
	if err := json.Unmarshal([]byte(s.text(t)), &less); err != nil {
		t.Fatal(err)
	}
	less.instances(func(_ string, instance map[string]any) { delete(instance, key) })
	return less
}

func TestRecordedStatesPlanEmpty(t *testing.T) {
	t.Parallel()
	for _, r := range recordedStates(t) {
		for name, state := range map[string]stateFile{
			"as it was written": r.state, "without private data": r.state.without(t, "private"), "without identity": r.state.without(t, "identity"),
		} {
			t.Run(r.name+"/"+name, func(t *testing.T) {
				t.Parallel()
				h := r.harness(t)
				cli := h.CLI().UseDir(r.config())
				cli.Write("terraform.tfstate", state.text(t))
				cli.Plan("-refresh=false").WantCode(0).WantNot("Warning:")
				h.WantSent(0)
				cli.Plan().WantCode(0).WantNot("Warning:", "changed outside")
				if h.Requests() == 0 {
					t.Error("the refresh read nothing")
				}
				cli.Apply("-refresh-only").WantCode(0)
				cli.Plan().WantCode(0)
				if h.Writes() != 0 {
					t.Error("something was written")
				}
			})
		}
	}
}

// A state follows its owner from one CLI to the other. The address of the provider in it names the
// registry of the CLI that wrote it; this is how OpenTofu's and Terraform's users change it.
func TestRecordedStatesAfterReplaceProvider(t *testing.T) {
	t.Parallel()
	addresses := []string{"registry.terraform.io/onoff-community/onoff", "registry.opentofu.org/onoff-community/onoff"}
	for _, r := range recordedStates(t) {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			h := r.harness(t)
			cli := h.CLI().UseDir(r.config())
			text := r.state.text(t)
			from, to := addresses[0], addresses[1]
			if strings.Contains(text, to) {
				from, to = to, from
			}
			cli.Write("terraform.tfstate", text)
			cli.Run("state", "replace-provider", "-auto-approve", from, to).WantCode(0)
			cli.Plan().WantCode(0)
			cli.Plan("-refresh=false").WantCode(0)
		})
	}
}

// The provider itself reads what is recorded, without a CLI: it upgrades each object, and a refresh
// then finds nothing changed.
func TestRecordedStatesUpgrade(t *testing.T) {
	t.Parallel()
	for _, r := range recordedStates(t) {
		t.Run(r.name, func(t *testing.T) {
			t.Parallel()
			p := r.harness(t).Protocol()
			server := p.Server()
			schemas, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
			if err != nil {
				t.Fatal(err)
			}
			identities, err := server.GetResourceIdentitySchemas(t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
			if err != nil {
				t.Fatal(err)
			}
			r.state.instances(func(typeName string, instance map[string]any) {
				schema := schemas.ResourceSchemas[typeName]
				if schema == nil {
					t.Errorf("there is no %s any more", typeName)
					return
				}
				upgraded, err := server.UpgradeResourceState(t.Context(), &tfprotov6.UpgradeResourceStateRequest{
					TypeName: typeName, Version: version(instance["schema_version"]), RawState: raw(t, instance["attributes"]),
				})
				if err != nil {
					t.Fatal(err)
				}
				acctest.OK(t, upgraded.Diagnostics)
				request := &tfprotov6.ReadResourceRequest{TypeName: typeName, CurrentState: upgraded.UpgradedState}
				if instance["identity"] != nil {
					request.CurrentIdentity = upgradedIdentity(t, server, typeName, identities.IdentitySchemas[typeName], instance)
				}
				read, err := server.ReadResource(t.Context(), request)
				if err != nil {
					t.Fatal(err)
				}
				acctest.OK(t, read.Diagnostics)
				was, is := decoded(t, schema.ValueType(), upgraded.UpgradedState), decoded(t, schema.ValueType(), read.NewState)
				if !is.Equal(was) {
					t.Errorf("%s: what was %s is %s after a refresh", typeName, was, is)
				}
				if read.NewIdentity == nil || decoded(t, identities.IdentitySchemas[typeName].ValueType(), read.NewIdentity.IdentityData).IsNull() {
					t.Errorf("%s has no identity after a refresh", typeName)
				}
			})
		})
	}
}

// upgradedIdentity is the recorded identity as this version has it. A CLI asks for an upgrade only if
// the version is another one.
func upgradedIdentity(t *testing.T, server tfprotov6.ProviderServer, typeName string, schema *tfprotov6.ResourceIdentitySchema, instance map[string]any) *tfprotov6.ResourceIdentityData {
	t.Helper()
	recorded := version(instance["identity_schema_version"])
	if recorded == schema.Version {
		value, err := raw(t, instance["identity"]).Unmarshal(schema.ValueType())
		if err != nil {
			t.Fatal(err)
		}
		dynamic, err := tfprotov6.NewDynamicValue(schema.ValueType(), value)
		if err != nil {
			t.Fatal(err)
		}
		return &tfprotov6.ResourceIdentityData{IdentityData: &dynamic}
	}
	upgraded, err := server.UpgradeResourceIdentity(t.Context(), &tfprotov6.UpgradeResourceIdentityRequest{
		TypeName: typeName, Version: recorded, RawIdentity: raw(t, instance["identity"]),
	})
	if err != nil {
		t.Fatal(err)
	}
	acctest.OK(t, upgraded.Diagnostics)
	return upgraded.UpgradedIdentity
}

func version(v any) int64 {
	number, _ := v.(float64)
	return int64(number)
}

func raw(t *testing.T, v any) *tfprotov6.RawState {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return &tfprotov6.RawState{JSON: text}
}

func decoded(t *testing.T, is tftypes.Type, v *tfprotov6.DynamicValue) tftypes.Value {
	t.Helper()
	value, err := v.Unmarshal(is)
	if err != nil {
		t.Fatal(err)
	}
	return value
}
