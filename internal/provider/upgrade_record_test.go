package provider_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

var recordState = flag.String("record-state", "", "apply testdata/upgrade and record the state as that of this `version`, as in 1.2.0")

// TestRecordState isn't a test: it is how `make upgrade-state` records a state, with the CLI at hand.
func TestRecordState(t *testing.T) {
	t.Parallel()
	if *recordState == "" {
		return
	}
	if !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(*recordState) {
		t.Fatalf("-record-state=%s is no version", *recordState)
	}
	changes, err := os.ReadFile("../../CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(changes), "## ["+*recordState+"]") {
		t.Fatalf("%s is released: what it writes is what it wrote", *recordState)
	}
	h := acctest.New(t, acctest.CompanyFile(upgrades+"/start.json"))
	cli := h.CLI().UseDir(upgrades)
	cli.Apply().WantCode(0)
	cli.Plan().WantCode(0)
	written, err := os.ReadFile(filepath.Join(cli.Dir, "terraform.tfstate"))
	if err != nil {
		t.Fatal(err)
	}
	var state stateFile
	if err := json.Unmarshal(written, &state); err != nil {
		t.Fatal(err)
	}
	title, _, _ := strings.Cut(cli.Run("version").WantCode(0).Stdout, "\n")
	product, number, _ := strings.Cut(title, " v")
	number, _, _ = strings.Cut(number, "-")
	// What is another time another, though nothing changed.
	state["lineage"], state["serial"], state["terraform_version"] = "00000000-0000-0000-0000-000000000000", 1, number
	company, err := json.MarshalIndent(h.Company().Company, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	config, err := os.ReadFile(upgrades + "/main.tf")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(upgrades, "v"+*recordState)
	minor := number[:strings.LastIndex(number, ".")]
	for name, content := range map[string]string{
		"main.tf": string(config), strings.ToLower(product) + "-" + minor + "/company.json": string(company) + "\n",
		strings.ToLower(product) + "-" + minor + "/state.json": state.text(t),
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Logf("written: %s", file)
	}
}
