package wiring

import (
	"context"
	"sync"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/planbook"
)

// usualNumbersPerMember is how many numbers a member may hold where nobody says otherwise.
const usualNumbersPerMember = 5

// glanceTime is how long a plan waits for what it can do without.
const glanceTime = 10 * time.Second

// limit finds out once how many numbers a member may hold.
type limit struct {
	once    sync.Once
	assumed bool
}

// KnowLimit sees to it that the book knows how many numbers a member may hold: what the settings say,
// else the account, else five. It asks the account at most once, and only when it is called: a plan
// that changes nothing has no need to. It returns what the claims made so far break.
func (s *Session) KnowLimit(ctx context.Context) []planbook.Violation {
	if s.MaxNumbersPerMember > 0 || s.PlanChecks == PlanChecksOff {
		return nil
	}
	var broken []planbook.Violation
	s.limit.once.Do(func() {
		most := 0
		if s.Directory != nil {
			short, cancel := context.WithTimeout(ctx, glanceTime)
			defer cancel()
			if account, err := s.Directory.Account(short); err == nil {
				most = account.MaxNumbersPerMember
			}
		}
		if most <= 0 {
			most, s.limit.assumed = usualNumbersPerMember, true
		}
		broken = s.Book.SetNumbersPerMember(most)
	})
	return broken
}
