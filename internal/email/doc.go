// Package email is the e-mail address as an attribute: the login of a member, compared without
// regard to letter case.
//
// [Parse] refuses what can't be an address, and nothing else: whether a domain has a dot, exists or
// takes mail is for the service to say. [Fold] gives the key under which two spellings of one
// address meet; whoever compares addresses, in a plan or in the organisation, compares those.
// Folding is Unicode's simple one, for the domain as well: "É" meets "é" and "Σ" both of its small
// letters, while "ß" and "ss" stay apart, as do a domain and its punycode.
//
// # In a schema
//
// An attribute needs three things to behave, and [Attribute] adds all of them:
//
//   - [Type], so that the spelling of the configuration stays in state although the API answers
//     with another one. The framework compares by meaning after create, update and read.
//   - [UseStateIfEqual], because it does not do so while planning: found with framework 1.19 and
//     Terraform 1.11, an address that merely changed its letter case is planned as an update in
//     place. The modifier plans the spelling that is in state, which Terraform allows, so that the
//     plan is empty and stays so. It also means that a change of letter case alone never reaches
//     the service.
//   - [Validator], for the configuration only. The type deliberately doesn't validate itself
//     (xattr.ValidateableAttribute): the framework would then check every value it converts, in
//     state and from the API too, and one member with an odd login could be neither read nor
//     imported nor removed.
//
// One thing is left to the resource. The framework marks every computed attribute without a value
// in configuration as unknown as soon as anything differs at all, a capital included, and it does
// so before the modifiers run. So each computed attribute of the resource needs UseStateForUnknown,
// or its ModifyPlan has to put the prior value back, else the plan says "(known after apply)".
//
// Resource identities hold plain strings.
package email
