package planbook_test

import (
	"fmt"
	"reflect"
	"sync"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/planbook"
)

func TestLimitThatIsLearnedLate(t *testing.T) {
	t.Parallel()
	book := planbook.New(planbook.Limits{})
	for _, number := range []string{"+1", "+2", "+3"} {
		if got := book.Assignment(newLine(number, toEmail("ada@x"))); got != nil {
			t.Fatalf("without a limit the book says %v", got)
		}
	}
	newMember("nina", "nina@x")(book)
	for _, number := range []string{"+4", "+5", "+6"} {
		if got := book.Assignment(newLine(number, toNew())); got != nil {
			t.Fatalf("without a limit the book says %v", got)
		}
	}
	if got := book.SetNumbersPerMember(3); got != nil {
		t.Errorf("for three numbers each, and a limit of 3, the book says %v", got)
	}
	if got := kindsOf(book.SetNumbersPerMember(2)); !reflect.DeepEqual(got, kinds{"TooManyNumbers": true, "TooManyForNewMembers": true}) {
		t.Errorf("for a limit of 2 the book says %v", got)
	}
	if got := book.SetNumbersPerMember(2); got != nil {
		t.Errorf("for the same limit again the book says %v", got)
	}
	if got := book.SetNumbersPerMember(1); got != nil {
		t.Errorf("for a lower limit the book says again %v", got)
	}
}

// TestManyAtOnce enters the claims of a thousand members from many goroutines, as Terraform does. One
// member has a number too many, whatever the order.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	book := planbook.New(planbook.Limits{NumbersPerMember: 2})
	var found sync.Map
	var all sync.WaitGroup
	for worker := range 10 {
		all.Go(func() {
			for i := worker; i < 1000; i += 10 {
				email := fmt.Sprintf("member-%d@x", i)
				claims := []claim{newMember(email, email)}
				for line := range 2 {
					claims = append(claims, assign(newLine(fmt.Sprint("+", i, "-", line), toEmail(email))))
				}
				claims = append(claims, assign(newLine(fmt.Sprint("+9", i), toEmail("member-77@x")))) // Every worker gives one more to 77.
				if i >= 10 {
					claims = claims[:3]
				}
				for _, claim := range claims {
					for _, broken := range claim(book) {
						found.Store(broken.Error(), broken)
					}
				}
			}
		})
	}
	all.Wait()
	n := 0
	for _, v := range found.Range {
		n++
		if many, ok := v.(*planbook.TooManyNumbers); !ok || many.Member.Email != "member-77@x" || len(many.Numbers) != 3 {
			t.Errorf("unexpected: %v", v)
		}
	}
	if n != 1 {
		t.Errorf("%d violations instead of 1", n)
	}
}

// BenchmarkBook100k fills a book with 100,000 claims: departments, members, licences, and their
// assignments by e-mail and by ID. What the claims cost doesn't grow with the book, so a second run
// with ten times less tells whether it stays so.
func BenchmarkBook100k(b *testing.B) { benchmark(b, 100_000) }

// BenchmarkBook10k is the second run.
func BenchmarkBook10k(b *testing.B) { benchmark(b, 10_000) }

func benchmark(b *testing.B, claims int) {
	members := claims / 5
	emails, ids := make([]string, members), make([]string, members)
	for i := range members {
		emails[i], ids[i] = fmt.Sprintf("Member.%d@Example.test", i), fmt.Sprintf("6f1e-%d", i)
	}
	numbers := make([]string, claims-members)
	for i := range numbers {
		numbers[i] = fmt.Sprintf("+336%08d", i)
	}
	for b.Loop() {
		book := planbook.New(planbook.Limits{NumbersPerMember: 5})
		for i := range members {
			book.Member(planbook.MemberClaim{
				Instance: emails[i], ID: planbook.Known(ids[i]), Email: planbook.Known(emails[i]),
				Prior: &planbook.MemberState{Email: emails[i]},
			})
		}
		for i, number := range numbers {
			c := newLine(number, toEmail(emails[i%members]))
			if i%2 == 1 {
				c.Holder = toID(ids[i%members])
			}
			if found := book.Assignment(c); found != nil {
				b.Fatal(found)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(claims), "ns/claim")
}

// BenchmarkOneMember is the worst that could be: all claims on one member and one licence, by e-mail
// first and by ID, and the block that merges them last.
func BenchmarkOneMember(b *testing.B) {
	const claims = 100_000
	numbers := make([]string, claims)
	for i := range numbers {
		numbers[i] = fmt.Sprintf("+336%08d", i)
	}
	for b.Loop() {
		book := planbook.New(planbook.Limits{NumbersPerMember: 5})
		for i, number := range numbers {
			c := under(is("l1"), newLine(number, toEmail("ada@x")))
			if i%2 == 1 {
				c.Holder = toID("m1")
			}
			book.Assignment(c)
		}
		keptMember("ada", "m1", "ada@x", "ada@x")(book)
		keptLicences("l", "l1", claims, claims)(book)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/claims, "ns/claim")
}
