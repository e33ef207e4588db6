// Package department is onoff_department: a group of members, which can hold numbers of its own.
//
// A department's name is unique without regard to letter case; renaming is done in place. It can't be
// deleted while members or numbers are in it. Import by ID, by name, or by identity (id).
package department
