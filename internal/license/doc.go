// Package license is onoff_license: a block of licences under one name. One licence is the right to
// have one number assigned, and every licence of a block is billed, assigned or not.
//
// A block grows and shrinks in place, never below what is assigned from it; plan and billing period
// are for life. Buying and growing cost money and are done only because a configuration says so: what
// an assignment may buy on its own is decided elsewhere (allow_license_purchase of the provider).
// The name is unique without regard to letter case, which keeps a purchase from being made twice.
// Import by ID, by name, or by identity (id).
package license
