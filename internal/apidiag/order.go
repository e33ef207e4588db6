package apidiag

import "fmt"

// DeletedFirst explains why a delete can be refused although the same configuration removes what is in
// its way: Terraform deletes a removed block before it changes what referred to it. It only knows of
// create_before_destroy what it knew when the block was last applied, and nothing yet of one that was
// just imported. Removed is what is deleted ("member"), inTheWay what keeps it ("numbers"), and typeName
// what manages that.
func DeletedFirst(removed, inTheWay, typeName string) string {
	return fmt.Sprintf("If this very configuration takes the %[2]s away, Terraform nevertheless deletes a removed block before it changes what referred to it. "+
		"This time, let the %[2]s go first: run terraform apply with -target=%[3]s.NAME for each block of theirs, then apply everything.\n\n"+
		"To have Terraform do so by itself, put this into the block of the %[1]s (with for_each or count, into the block of all) and apply once before it is removed; "+
		"a block that was imported needs one more apply, too:\n\n"+
		"lifecycle {\n  create_before_destroy = true\n}", removed, inTheWay, typeName)
}
