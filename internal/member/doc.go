// Package member is onoff_member: a person of the organisation, who signs in with an e-mail address.
//
// Creating a member mails a temporary password to a real person, so nothing here ever creates one
// twice to be on the safe side. Everything but the ID changes in place. The owner can be imported and
// renamed, never created, promoted to, demoted or deleted. A member can't be deleted while numbers are
// assigned to them; assigning numbers is the business of onoff_number_assignment, not of this package.
// Import by ID, by e-mail, or by identity (id).
package member
