// Package contract is the provisioning API as a document, openapi.yaml, and the means to hold an
// exchange against it.
//
// Client and simulator share no types, so that a mistake in one can't hide behind the same mistake
// in the other; the document stands between them. [Validator] wraps the server of a test and
// [Transport] the client: each reports every request and every response on the wire that the
// document doesn't allow. Only tests, the chaos harness and generators of documentation import this
// package; neither the provider nor the simulator contains it.
package contract
