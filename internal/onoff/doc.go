// Package onoff is the client of the Onoff Business provisioning API: one method per operation of
// the contract, pages as iterators, one error type.
//
// It reads leniently, since nobody documents the whole of the API, and writes strictly. It repeats
// only what is safe to repeat: a POST whose answer was lost is reported as Ambiguous, and finding out
// what became of it is the caller's part. It holds back before the service has to refuse: every
// request of a Client passes one gate that honours Retry-After and learns the quota.
//
// It knows no Terraform, caches nothing, and holds an organisation to no rules: the service does.
//
//	client, err := onoff.New(onoff.Config{APIKey: key})
//	for member, err := range client.Members(ctx) { ... }
//
// Nothing that is personal and no secret reaches the log: requests are logged by route, bodies at
// TRACE only and with every value masked that isn't known to be harmless.
package onoff
