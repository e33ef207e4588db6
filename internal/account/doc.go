// Package account is the data source onoff_account: the organisation that the API key belongs to, its
// plan, and how many numbers each of its members may hold.
//
// There is one account per key, nothing of it can be changed through the API, and so there is no
// resource to it.
package account
