// Package numberassignment is onoff_number_assignment: who has a phone number.
//
// It is the assignment and not the number: creating one takes a number out of the pool, changing its
// holder moves the number in one step, and destroying one puts the number back (or, if on_destroy says
// so, gives it up for good). A number in the pool isn't managed by anything.
//
// The holder can be written in three ways, and the state has all that is true, so that writing the
// same holder in another way changes nothing. Import by phone number, however it is written, or by
// identity (phone_number).
//
// What a plan makes of configuration and state is in plan.go, a function without side effects. What
// is picked, waited for or bought is decided in package directory.
package numberassignment
