// Package membermail is what the actions that mail a member are made of: who is meant, what is said
// before and after, and what is said if nobody can tell whether the mail went out.
//
// A mail can be neither taken back nor looked up: no state has it, and the API doesn't list what it
// sent. So each invocation sends one request. It is repeated only where it had no effect for certain
// (the client sees to that), and a lost answer is an error that says so. Nothing is sent while planning.
//
// It isn't an action itself. A mail of another kind is a package of its own, named after its type,
// that fills in a [Mail].
package membermail
