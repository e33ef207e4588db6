// Package phonenumber has the functions parse_phone_number and format_phone_number: what is known of a
// phone number, and how it is written, without asking anybody.
//
// Which numbers there are in a country, and how they are grouped, comes from the data of libphonenumber,
// which a library embeds. Those data lag behind the world, and take ranges for invalid that exist, tests
// and films among them. So whether a number is valid is information and never an error: an error is only
// what can't be a phone number at all.
//
// Reading is stricter than the library, and agrees with package e164: where the library takes the first
// thing that looks like a number out of any text, and letters for digits, this refuses, since a second
// number or a word would be dropped silently. It is more forgiving than an attribute in what a second
// argument, or the data, make clear: national spellings, a zero in parentheses, "tel:", an extension.
//
// The library unpacks its data when the process starts, which takes six to ten milliseconds, and Go has no way to put
// that off. Nothing here adds to it.
package phonenumber
