package planbook_test

import (
	"fmt"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/planbook"
)

// TestWords holds what people read. Whoever changes a rule's words looks at them here first.
func TestWords(t *testing.T) {
	t.Parallel()
	nina := planbook.Member{Name: "Nina Roy", Email: "nina@x", ID: "m1"}
	var lots []string
	for i := range 14 {
		lots = append(lots, fmt.Sprint("+", 10+i))
	}
	for _, test := range []struct {
		broken        planbook.Violation
		summary, text string
	}{
		{
			&planbook.TooManyNumbers{Member: nina, Limit: 5, Numbers: []string{"+1", "+2", "+3", "+4", "+5", "a number from FR"}},
			"Too many numbers for one member",
			"Nina Roy (nina@x) would hold 6 numbers after this plan, and a member can hold 5: +1, +2, +3, +4, +5, a number from FR. " +
				"Give at least 1 of them to somebody else, or remove the onoff_number_assignment blocks of those that aren't needed.",
		},
		{
			&planbook.TooManyNumbers{Member: planbook.Member{ID: "m1"}, Limit: 1, Numbers: lots},
			"Too many numbers for one member",
			"The member with the ID m1 would hold 14 numbers after this plan, and a member can hold 1: +10, +11, +12, +13, +14, +15, +16, +17, +18, +19, +20, +21 and 2 more. " +
				"Give at least 13 of them to somebody else, or remove the onoff_number_assignment blocks of those that aren't needed.",
		},
		{
			&planbook.TooManyForNewMembers{Members: []planbook.Member{{Name: "Nina"}, {}}, Limit: 5, Room: 9, Numbers: lots[:10]},
			"Too many numbers for the new members",
			"10 numbers are assigned by member_id to members that this plan creates (Nina, a member whose e-mail isn't known yet). " +
				"A member can hold 5, so there is room for 9: +10, +11, +12, +13, +14, +15, +16, +17, +18, +19. " +
				"Give at least 1 of them to somebody else. If some of them are for members who exist already and whose ID only comes later, " +
				"from a data source for example, write member_email for those: an e-mail is known while planning.",
		},
		{
			&planbook.SharedNumber{Number: "+1", Holders: [2]string{"ada@x", "the department Sales"}},
			"One number for two holders",
			"+1 is assigned in two onoff_number_assignment blocks, to ada@x and to the department Sales, but a number can't be shared. " +
				"Keep one of the blocks. To move the number, change the holder in the block that has it already.",
		},
		{
			&planbook.NumberTwice{Number: "+1", Holders: [2]string{"ada@x", "ada@x"}},
			"The same number in two blocks",
			"+1 is assigned in two onoff_number_assignment blocks, to ada@x. A number needs one block: remove the other. " +
				"If the block was only renamed, say so with a moved block.",
		},
		{
			&planbook.NumberTwice{Number: "+1", Holders: [2]string{"a member not known yet", "ada@x"}},
			"The same number in two blocks",
			"+1 is assigned in two onoff_number_assignment blocks, to a member not known yet and to ada@x. A number needs one block: remove the other. " +
				"If the block was only renamed, say so with a moved block.",
		},
		{
			&planbook.EmailTwice{Email: "nina@x", Members: [2]planbook.Member{{Email: "Nina@x"}, nina}},
			"An e-mail in two member blocks",
			"Two onoff_member blocks have the e-mail nina@x after this plan: Nina@x and Nina Roy (nina@x). It is the login and belongs to one member, " +
				"whatever the letter case. Give one of them another e-mail, or remove the block that is too many.",
		},
		{
			&planbook.DepartmentNameTwice{Names: [2]string{"Sales", "Sales"}},
			"A department name in two blocks",
			`Two onoff_department blocks have the same name after this plan, letter case aside: "Sales". ` +
				"Give one of them another name, or remove the block that is too many.",
		},
		{
			&planbook.LicenseNameTwice{Names: [2]string{"Sales", "sales"}},
			"A licence name in two blocks",
			`Two onoff_license blocks have the same name after this plan, letter case aside: "Sales" and "sales". ` +
				"The name keeps a purchase from being made twice, so it is taken once only. Give one of them another name, " +
				"or raise quantity in one block and remove the other.",
		},
		{
			&planbook.LicenseOverbooked{Name: "Field", ID: "l1", Quantity: 1, Numbers: []string{"+1", "+2"}},
			"More assignments than licences",
			`2 assignments name the licence block "Field", which has 1 licence: +1, +2. A licence is for one number at a time. ` +
				"Raise quantity to 2, or name another block in license_id.",
		},
		{
			&planbook.LicenseShrunk{Name: "Field", ID: "l1", PriorQuantity: 3, Quantity: 2, Numbers: []string{"+1", "+2", "+3"}},
			"A licence block shrunk below its assignments",
			`The licence block "Field" would shrink from 3 to 2 licences, but 3 assignments name it: +1, +2, +3. ` +
				"Keep quantity at 3 or more, or remove assignments first or give them another license_id.",
		},
		{
			&planbook.TooManyForNewLicenses{Names: []string{"Desk", "Field"}, Quantity: 2, Numbers: []string{"+1", "+2", "+3"}},
			"More assignments than new licences",
			"3 assignments name the licence blocks that this plan buys (Desk, Field), and these have 2 licences: +1, +2, +3. " +
				"Raise quantity by 1, or name a block in license_id that has licences left.",
		},
		{
			&planbook.OwnerGranted{Member: nina},
			"The owner's role can't be given",
			"Nina Roy (nina@x) would become the owner of the organisation, which the service doesn't let anyone make. " +
				"Write admin for a member who manages the organisation. If this is the owner already, import the member instead of creating one.",
		},
		{
			&planbook.OwnerRemoved{Member: planbook.Member{}, Role: "user"},
			"The owner's role can't be taken away",
			"A member whose e-mail isn't known yet is the owner of the organisation and would become user. The service doesn't let the owner have another role. " +
				`Write role = "owner" for this member.`,
		},
	} {
		if got := test.broken.Summary(); got != test.summary {
			t.Errorf("%T is headed\n%s\ninstead of\n%s", test.broken, got, test.summary)
		}
		if got := test.broken.Error(); got != test.text {
			t.Errorf("%T says\n%s\ninstead of\n%s", test.broken, got, test.text)
		}
	}
}
