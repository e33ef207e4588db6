package main

import (
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/onoff-community/terraform-provider-onoff/internal/apidiag"
	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
)

// TestImports reads the blocks as the provider writes them.
func TestImports(t *testing.T) {
	t.Parallel()
	var diags diag.Diagnostics
	apidiag.Words{Type: "onoff_member"}.Report(&diags, "create the member", &directory.Exists{Noun: "member", FoundID: "mem-1", Err: os.ErrExist})
	detail := diags.Errors()[0].Detail()
	o := outcome{diagnostics: []diagnostic{
		{Severity: "error", Detail: detail, Address: "onoff_member.anna"},
		{Severity: "error", Detail: detail, Address: "onoff_department.sales"},
		{Severity: "error", Detail: "No block.", Address: "onoff_member.ben"},
	}}
	if got, want := o.imports(), map[string]string{"onoff_member.anna": "mem-1"}; !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestDiagnostics(t *testing.T) {
	t.Parallel()
	got := diagnostics([]byte(`{"type":"version"}
{"type":"diagnostic","diagnostic":{"severity":"error","summary":"Can't","detail":"No.","address":"onoff_member.a"}}
not JSON
{"type":"diagnostic","diagnostic":{"sever`))
	if len(got) != 1 || got[0] != (diagnostic{"error", "Can't", "No.", "onoff_member.a"}) {
		t.Errorf("%+v", got)
	}
}

func TestRestore(t *testing.T) {
	t.Parallel()
	const whole, half = `{"version":4}`, `{"vers`
	for name, test := range map[string]struct{ state, backup, want string }{
		"whole":     {whole, `{"old":1}`, whole},
		"half":      {half, whole, whole},
		"the first": {half, "", ""},
		"none":      {"", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := &cli{dir: t.TempDir()}
			for file, content := range map[string]string{"terraform.tfstate": test.state, "terraform.tfstate.backup": test.backup} {
				if content == "" {
					continue
				}
				if err := os.WriteFile(filepath.Join(c.dir, file), []byte(content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := c.restore(); err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(filepath.Join(c.dir, "terraform.tfstate"))
			if string(got) != test.want || os.IsNotExist(err) != (test.want == "") {
				t.Errorf("%q, want %q (%v)", got, test.want, err)
			}
		})
	}
}
