// Package e164 is the phone number as an attribute: text that people write with spaces, dots,
// dashes and parentheses, and that means the same number however it is written.
//
// [Parse] turns what was written into the one form that the API speaks, a plus and 7 to 15 digits.
// It checks the syntax and nothing else: whether a country code exists, or whether a number is long
// enough for its country, is for the service to say. Numbering plans change, and a provider that
// refuses a number its owner pays for is of no use.
//
// # In a schema
//
// An attribute needs three things to behave, and [Attribute] adds all of them:
//
//   - [Type], so that the spelling of the configuration stays in state although the API answers
//     with another one. The framework compares by meaning after create, update and read.
//   - [UseStateIfEqual], because it does not do so while planning: found with framework 1.19 and
//     Terraform 1.11, a number that merely gained a space is planned as an update in place (and as
//     a replacement, if the attribute says so). The modifier plans the spelling that is in state,
//     which Terraform allows, so that the plan is empty and stays so.
//   - [Validator], for the configuration only. The type deliberately doesn't validate itself
//     (xattr.ValidateableAttribute): the framework would then check every value it converts, in
//     state and from the API too, and a single odd number in an organisation, a short code say,
//     could be neither read nor imported nor removed.
//
// One thing is left to the resource. The framework marks every computed attribute without a value
// in configuration as unknown as soon as anything differs at all, a space included, and it does so
// before the modifiers run. So each computed attribute of the resource needs UseStateForUnknown, or
// its ModifyPlan has to put the prior value back, else the plan says "(known after apply)".
//
// Resource identities hold plain strings in canonical form.
package e164
