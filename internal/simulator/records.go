package simulator

const (
	mailInvitation      = "invitation"
	mailInvitationAgain = "invitation_again"
	mailPasswordReset   = "password_reset"
)

// Records are the things that can't be taken back: what was mailed, bought, given up or moved.
// Their sequence numbers run through all kinds, so that the order of everything is visible.
type Records struct {
	Mails           []Mail             `json:"mails"`
	LicensesBought  []LicensePurchase  `json:"licensesBought"`
	NumbersAssigned []NumberAssignment `json:"numbersAssigned"`
	NumbersMoved    []NumberMove       `json:"numbersMoved"`
	NumbersReleased []NumberRelease    `json:"numbersReleased"`
	NumbersDeleted  []NumberRelease    `json:"numbersDeleted"`
}

// Mail is a message that a real person would have got.
type Mail struct {
	Sequence    int    `json:"sequence"`
	Kind        string `json:"kind"` // invitation, invitation_again or password_reset
	To          string `json:"to"`
	MemberIDRef string `json:"memberIdRef"`
}

// LicensePurchase is money spent: a block bought, or a block grown.
type LicensePurchase struct {
	Sequence     int    `json:"sequence"`
	LicenseIDRef string `json:"licenseIdRef"`
	Name         string `json:"name"`
	Quantity     int    `json:"quantity"`
	Automatic    bool   `json:"automatic"` // bought by an assignment that found no free licence
}

// NumberAssignment is a number given out of the pool.
type NumberAssignment struct {
	Sequence    int    `json:"sequence"`
	PhoneNumber string `json:"phoneNumber"`
	To          string `json:"to"` // ID of a member or a department
}

// NumberMove is a number that went from one holder to another without being free in between.
type NumberMove struct {
	Sequence    int    `json:"sequence"`
	PhoneNumber string `json:"phoneNumber"`
	From        string `json:"from"`
	To          string `json:"to"`
	History     string `json:"history"` // keep or delete
}

// NumberRelease is a number that went back to the pool, or that was given up for good.
type NumberRelease struct {
	Sequence    int    `json:"sequence"`
	PhoneNumber string `json:"phoneNumber"`
	From        string `json:"from,omitempty"` // empty if it was in the pool
}

func (o *organisation) nextSequence() int {
	o.sequence++
	return o.sequence
}

func (o *organisation) recordMail(kind string, m *member) {
	o.records.Mails = append(o.records.Mails, Mail{o.nextSequence(), kind, m.email, m.id})
}

func (o *organisation) recordPurchase(l *license, quantity int, automatic bool) {
	o.records.LicensesBought = append(o.records.LicensesBought,
		LicensePurchase{o.nextSequence(), l.id, l.name, quantity, automatic})
}

// recordAssignment is called when the number has its new holder.
func (o *organisation) recordAssignment(n *number, from holder, history string) {
	to := n.holder.base().id
	if from == nil {
		o.records.NumbersAssigned = append(o.records.NumbersAssigned,
			NumberAssignment{o.nextSequence(), n.phoneNumber, to})
		return
	}
	o.records.NumbersMoved = append(o.records.NumbersMoved,
		NumberMove{o.nextSequence(), n.phoneNumber, from.base().id, to, history})
}

func (o *organisation) recordRelease(n *number, from holder) {
	o.records.NumbersReleased = append(o.records.NumbersReleased,
		NumberRelease{o.nextSequence(), n.phoneNumber, from.base().id})
}

func (o *organisation) recordDeletion(n *number, from holder) {
	var id string
	if from != nil {
		id = from.base().id
	}
	o.records.NumbersDeleted = append(o.records.NumbersDeleted,
		NumberRelease{o.nextSequence(), n.phoneNumber, id})
}
