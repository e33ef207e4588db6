package acctest

import "testing"

func TestFeatures(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		title                    string
		identity, lists, actions bool
	}{
		{"Terraform v1.11.4", false, false, false},
		{"Terraform v1.12.0", true, false, false},
		{"Terraform v1.14.0-beta1", true, true, true},
		{"Terraform v1.15.9-dev", true, true, true},
		{"Terraform v2.0.0", true, true, true},
		{"OpenTofu v1.11.6", false, false, false},
		{"OpenTofu v1.12.0", true, false, false},
		{"OpenTofu v1.15.0", true, false, false},
	} {
		t.Run(c.title, func(t *testing.T) {
			t.Parallel()
			tofu, version, err := readTitle(c.title)
			if err != nil {
				t.Fatal(err)
			}
			cli := cliInfo{tofu: tofu, version: version}
			if cli.has(Identity) != c.identity || cli.has(ListResources) != c.lists || cli.has(Actions) != c.actions {
				t.Errorf("identity %v, lists %v, actions %v", cli.has(Identity), cli.has(ListResources), cli.has(Actions))
			}
		})
	}
	for _, title := range []string{"", "Packer v1.11.0", "Terraform", "Terraform v1", "Terraform vnext.0.1"} {
		if _, _, err := readTitle(title); err == nil {
			t.Errorf("%q was taken for a version", title)
		}
	}
}
