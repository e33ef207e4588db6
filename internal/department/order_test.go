package department_test

import (
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
)

// Terraform learns of create_before_destroy only when a block is applied once more after its import.
// Removed before that, a department is deleted before its member leaves it, in every apply. The error
// says how to get out of that.
func TestRemovedRightAfterItsImport(t *testing.T) {
	t.Parallel()
	h := acctest.New(t)
	h.Behind("POST", "/departments", map[string]any{"name": "Sales"}, nil)
	cli := h.CLI()
	cli.Use("imported").Apply().WantCode(0)

	cli.Use("removed").Apply().WantCode(1).Want("still has members", "-target=onoff_member.NAME")
	cli.Apply("-target=onoff_member.paul").WantCode(0)
	cli.Apply().WantCode(0).Want("1 destroyed")
	h.WantSent(1, "PATCH *")
}
