// Package directory is the organisation as it was read, and changed, in this run.
//
// All resources and data sources of one provider configuration read and write through one
// [Directory]. It reads in bulk and lazily, so that a refresh costs about as many requests as the API
// has pages; it keeps own writes in view while lists are still under way; it finds out what became of
// a request whose answer was lost; and it lets a change wait for another one of the same run that
// makes room for it.
//
// It knows no Terraform. Whatever it says is gone was asked for by itself, or is missing from two
// complete lists: a list that lacks an object is never taken for a proof that the object is gone.
package directory
