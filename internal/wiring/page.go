package wiring

// Page is the description of what changes something: what it is, followed by the four questions that
// a careful reader has before using it. The catalog test refuses a page that leaves one of them out.
type Page struct {
	// What it is, and what comes of using it.
	What string

	// Key says which rights the API key needs for what.
	Key string

	// Mail says who is sent a message, and when.
	Mail string

	// Cost says what is paid for, and when.
	Cost string

	// Loss says what can't be got back, and when.
	Loss string
}

// Markdown is the description as a schema takes it. They are paragraphs and not a list: where the page
// is shown as plain text, the items of a list run into each other.
func (p Page) Markdown() string {
	return p.What +
		"\n\n**Key:** " + p.Key +
		"\n\n**Mail:** " + p.Mail +
		"\n\n**Cost:** " + p.Cost +
		"\n\n**Loss:** " + p.Loss
}

// KeyForChanges is the Key of a resource.
const KeyForChanges = "planning needs a key that may read, applying one that may write."

// Reads is the description of what changes nothing: a data source or a list resource.
func Reads(what string) string {
	return what + "\n\n**Key:** one that may only read is enough. **Mail, cost and loss:** none; nothing is changed."
}
