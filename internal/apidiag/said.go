package apidiag

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Gone says aloud that something leaves the state because it no longer exists. What begins with a
// capital, for example `The member "Anna Petit"`.
func Gone(diags *diag.Diagnostics, what string) {
	diags.AddWarning(what+" no longer exists",
		"It was removed outside of Terraform and leaves the state. If its block stays in the configuration, the next apply creates it again.")
}

// NothingToImport says that an import ID names nothing.
func NothingToImport(diags *diag.Diagnostics, id, noun, keys string) {
	diags.AddError("There is no such "+noun+" to import",
		fmt.Sprintf("Nothing is found under the import ID %q. Write %s.", id, keys))
}

// NoSuch says that what a data source asks for isn't there.
func NoSuch(diags *diag.Diagnostics, at path.Path, noun, called string) {
	diags.AddAttributeError(at, "There is no such "+noun,
		fmt.Sprintf("The organisation has no %s %s. If it is created in the same configuration, refer to its resource instead of this data source.", noun, called))
}

// Called is the first value that is known, quoted: what a person knows a thing by, else its ID.
func Called(names ...types.String) string {
	for _, name := range names {
		if name.ValueString() != "" {
			return fmt.Sprintf("%q", name.ValueString())
		}
	}
	return "(unnamed)"
}
