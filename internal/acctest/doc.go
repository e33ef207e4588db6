// Package acctest is the harness of the acceptance tests: every test has a company of its own, on a
// simulator of its own, and runs in parallel with all others.
//
//	func TestDepartment(t *testing.T) {
//		t.Parallel()
//		h := acctest.New(t)
//		h.Run(
//			resource.TestStep{ConfigDirectory: acctest.Dir("created"), ConfigStateChecks: acctest.State(
//				acctest.Has("onoff_department.sales", "name", "Sales"))},
//			resource.TestStep{ConfigDirectory: acctest.Dir("renamed"),
//				ConfigPlanChecks: acctest.Plans(acctest.Changes{"onoff_department.sales": plancheck.ResourceActionUpdate})},
//			acctest.Import("onoff_department.sales", "Sales again"),
//		)
//		h.WantSent(1, "POST /api/v1/departments")
//	}
//
// Fixtures are plain files in testdata/<test>/<step>/main.tf, without a provider block: the provider
// is told address, key and settings through an environment that is made up for this test, so that
// nothing of the real one counts.
//
// Three ways lead to the provider, from the fastest to the most real:
//
//   - [Harness.Protocol] calls the provider server directly. It needs no CLI, costs milliseconds, and
//     reaches what no CLI at hand can: lists, actions, import by identity.
//   - [Harness.Run] is the framework's resource.Test. After each step it plans twice more, with and
//     without refresh, and both plans have to be empty; at the end it destroys everything.
//   - [Harness.CLI] is a folder and a real CLI in it, for stories that need several runs, exit codes,
//     warnings, or flags.
//
// The last two are skipped without TF_ACC. [Skip] skips what the CLI at hand can't do.
//
// Every exchange is held against the contract, and one violation fails the test. So does a fault or a
// hook that never struck: such a test proves nothing.
package acctest
