// Package planbook is the book of claims of one plan: what every block of a configuration says of the
// time after the plan, and the rules of the service that those claims break taken together. It finds
// the sixth number of a member, the number in two blocks and the licence that isn't there while the
// plan is made, where Terraform itself only sees one block at a time.
//
// It is pure Go and knows neither Terraform nor the API: no request, no clock, no order. One [Book]
// serves one plan walk of one provider configuration; each resource enters its claim with one call
// and gets back the rules that the plan breaks by it:
//
//	book := planbook.New(planbook.Limits{NumbersPerMember: 5})
//	for _, broken := range book.Assignment(claim) {
//		// *TooManyNumbers, *SharedNumber, ...: broken.Summary(), broken.Error()
//	}
//
// It isn't a model of the organisation. Who holds a number today, which e-mail is taken and how many
// licences are free is for warnings, made elsewhere: the plan may be about to change it. And it isn't
// told what will be destroyed, for a block that goes claims nothing.
//
// # What a claim is
//
// A claim is about the time after the plan, and is read from the configuration: "this number is held
// by the member with this e-mail". It isn't what the plan does, nor in which order. A plan is held to
// the state that it promises: if that state can't be, the plan is refused, and a plan that can be
// applied so that all its blocks become true is never refused.
//
// So an assignment to member_email "a" is for whoever has that e-mail after the plan. If the plan
// gives it from one member to another, the number is the other's, though the service, which keeps
// the number where it is until told otherwise, would only be asked to move it by the next plan.
//
// Claims only add up. Three facts about Terraform make that usable:
//
//   - Each block comes by with its real values, after the blocks that it refers to, and in any order
//     otherwise. So what n claims prove, n+1 claims prove too, and a verdict may be given at once.
//   - A block that is replaced comes by twice, with its prior state and without, and other blocks may
//     come by in between. Instance tells that it is the same; the later claim takes the place of the
//     earlier, with the exceptions below, made so that it doesn't matter what came in between.
//   - A plan that changes nothing, or only takes away, must go through, however many rules the
//     organisation breaks already. So a rule counts as broken only if one of the claims that break
//     it is new in this plan.
//
// What has no value yet ([Unknown]) proves nothing and excuses nothing. It is left out.
//
// # The rules, and why each is certain
//
// Too many numbers ([TooManyNumbers]). A member would have more numbers than the limit, and one of
// them is new: the member holds it only after the plan. Whatever the order of the changes, when the
// last new number is assigned the member holds all the others of the claim, which is as many as the
// limit, and the service refuses. That is so for a member above the limit, too: from 7 to 6 goes
// through, while one of 7 for another can't.
//
// A member goes by ID and by e-mail, and only a member block tells which belong together: the ID that
// it keeps and the e-mail that it has after the plan. The e-mail that a member had before is no key;
// two members may swap theirs. Keys that turn out to be one member's are merged, and the merged claims
// judged again.
//
// Whether a number is new is a question of who held it before. A member block that is visited later
// may show that "b" is who was called "a", so that none of the numbers moves. A claim by e-mail
// therefore counts as new if the number had no holder, if the holder was certainly somebody else, or
// if the claims on one member come from two: that member can't have been both.
//
// The same number in two blocks ([SharedNumber], [NumberTwice]). A number has one holder; and where
// both blocks mean the same one, the service refuses the second or, what is worse, destroying one
// block takes the number from the other. It is an error even where the service would take both.
//
// An e-mail, a department name or a licence name in two blocks ([EmailTwice], [DepartmentNameTwice],
// [LicenseNameTwice]). Each is unique to the service, letter case aside. Only what it is after the
// plan counts, so swaps and chains of renames are fine.
//
// More assignments naming a block of licences than it has ([LicenseOverbooked], [LicenseShrunk]). The
// argument is that of the numbers, with the quantity after the plan as the limit. It is one condition
// with two sides: if the plan makes the block smaller, that is the fault, else the new assignment.
//
// More than the new ones can take ([TooManyForNewMembers], [TooManyForNewLicenses]). A member that is
// created has no ID yet, so claims by its ID can't be told from those by another's. They are counted
// together, against what the members created so far can take besides their claims by e-mail. A
// reference comes after what it refers to: if the claims are more, one of the members has too many.
//
// The owner ([OwnerGranted], [OwnerRemoved]). One block shows it: the role can't be had by creating a
// member or changing one, nor lost by a change. Importing an owner, keeping and destroying one are not
// refused.
//
// # Blocks that come by twice
//
// A replaced member keeps its old ID as a key. If nothing else names that ID, it doesn't matter; if
// something does, it wants a member who will be gone, and the plan can't work anyway. The same goes
// for licences. A number that a block has picked from the pool stays entered for it when the block
// turns out to be replaced, and may pick another. If it were taken back, the verdict would depend on
// whether another block that names the number came by before or after. That other block and this one
// are two blocks with one number.
//
// # What can't be proved
//
//   - Whose unknown ID it is. The provider isn't told what an unknown value refers to. In practice it
//     is the ID of something that this plan creates, and so it is taken. It may also come from a data
//     source that is read late because of depends_on, from another provider, or from a member managed
//     under another provider configuration. Such a claim isn't counted if nothing was created
//     before it, or if a member had the number before and isn't replaced (it may be about to keep it).
//     So numbers that move to a new member by ID are not proved too many. And a plan that creates
//     members and also makes many new assignments by IDs read late can be refused wrongly.
//     member_email is known while planning, and settles both.
//   - Which of several new members has too many. One new member with six claims by ID is found. With
//     two, six for the one and none for the other can't be told from three for each, once both
//     have come by; Terraform often visits both first, and sometimes not. So this is the only verdict
//     that can depend on the order: a plan that can't work may get through, to fail in the apply. More
//     claims than all new members together can take are found in each order. No rule could do better:
//     one that finds six for one new member can't wait for a second to come by.
//   - That an e-mail and an ID are one member's, if no block of the plan manages that member. The prior
//     state suggests it, but a block visited later may give the e-mail to somebody else.
//   - That numbers are new for a member named by e-mail without a block, if all of them come from one
//     other member: that may be a new e-mail for the same person. It takes a member already above
//     the limit.
//   - What the state has but the configuration doesn't say, like the licence that the service chose.
//     A replacement would choose again.
//   - What isn't in the plan: numbers, members and licences that Terraform doesn't manage, and what
//     happens between plan and apply. The prior state is believed, also when it wasn't refreshed.
package planbook
