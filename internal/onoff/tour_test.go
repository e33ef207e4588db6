package onoff

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"
)

// What belongs to somebody in the tour. None of it may show up in a log.
const (
	theirFirst, theirLast = "Annegret", "Quellmann"
	theirEmail, newEmail  = "annegret.quellmann@example.com", "a.quellmann-berg@example.org"
	theirNumber           = "+33639987654"
	theirDepartment       = "Quittungsstelle"
	theirLicense          = "Zahnradlizenz"
	theirAccount          = "Musterfirma Quellmann"
	theirKey              = "sk-canary-5c1f6a7e"
)

// traveller goes on the tour of all operations, and keeps what it finds.
type traveller struct {
	*Client
	member, other, department, license string
}

// stop is a method of the client, called as it should be.
type stop struct {
	method string
	visit  func(context.Context, *traveller) error
}

// tour calls every operation, in an order that a real organisation allows.
var tour = []stop{
	{"GetAccount", func(ctx context.Context, c *traveller) error {
		account, err := c.GetAccount(ctx)
		if err == nil && (account.Name != theirAccount || account.MaxNumbersPerMember != 5 || account.Plan != "connect") {
			return fmt.Errorf("%+v", account)
		}
		return err
	}},
	{"CreateDepartment", func(ctx context.Context, c *traveller) error {
		department, err := c.CreateDepartment(ctx, "Provisional")
		if err == nil {
			c.department = department.ID
		}
		return err
	}},
	{"UpdateDepartment", func(ctx context.Context, c *traveller) error {
		department, err := c.UpdateDepartment(ctx, c.department, theirDepartment)
		if err == nil && department.Name != theirDepartment {
			return fmt.Errorf("%+v", department)
		}
		return err
	}},
	{"GetDepartment", func(ctx context.Context, c *traveller) error {
		department, err := c.GetDepartment(ctx, c.department)
		if err == nil && department.Name != theirDepartment {
			return fmt.Errorf("%+v", department)
		}
		return err
	}},
	{"CreateMember", func(ctx context.Context, c *traveller) error {
		member, err := c.CreateMember(ctx, MemberCreate{
			FirstName: theirFirst, LastName: theirLast, Email: theirEmail,
			Role: RoleTeamLead, DepartmentIDs: []string{c.department},
		})
		if err != nil {
			return err
		}
		c.member = member.ID
		if member.FirstName != theirFirst || member.LastName != theirLast || member.Email != theirEmail || member.Role != RoleTeamLead ||
			!slices.Equal(member.DepartmentIDs, []string{c.department}) || len(member.NumberIDs) != 0 {
			return fmt.Errorf("%+v", member)
		}
		other, err := c.CreateMember(ctx, MemberCreate{FirstName: "Nebenmann", LastName: "Nebenmann", Email: "nebenmann@example.com", Role: RoleUser})
		if err == nil {
			c.other = other.ID
		}
		return err
	}},
	{"UpdateMember", func(ctx context.Context, c *traveller) error {
		member, err := c.UpdateMember(ctx, c.member, MemberUpdate{Email: new(newEmail), Role: new(RoleAdmin), DepartmentIDs: new([]string{})})
		if err == nil && (member.Email != newEmail || member.Role != RoleAdmin || len(member.DepartmentIDs) != 0 || member.FirstName != theirFirst) {
			return fmt.Errorf("%+v", member)
		}
		return err
	}},
	{"GetMember", func(ctx context.Context, c *traveller) error {
		member, err := c.GetMember(ctx, c.member)
		if err == nil && member.Email != newEmail {
			return fmt.Errorf("%+v", member)
		}
		if _, err := c.GetMember(ctx, "nobody"); !NotFound(err) {
			return fmt.Errorf("nobody: %w", err)
		}
		return err
	}},
	{"FindMemberByEmail", func(ctx context.Context, c *traveller) error {
		member, filtered, err := c.FindMemberByEmail(ctx, "A.Quellmann-Berg@EXAMPLE.org")
		if err == nil && (member == nil || member.ID != c.member || !filtered) {
			return fmt.Errorf("%+v, %v", member, filtered)
		}
		return err
	}},
	{"SendInvitation", func(ctx context.Context, c *traveller) error { return c.SendInvitation(ctx, c.member) }},
	{"ResetPassword", func(ctx context.Context, c *traveller) error { return c.ResetPassword(ctx, c.member) }},
	{"BuyLicense", func(ctx context.Context, c *traveller) error {
		license, err := c.BuyLicense(ctx, LicenseBuy{Name: theirLicense, Plan: "max", BillingPeriod: "yearly", Quantity: 1})
		if err == nil && *license != (License{ID: license.ID, Name: theirLicense, Plan: "max", BillingPeriod: "yearly", Quantity: 1}) {
			return fmt.Errorf("%+v", license)
		}
		if err == nil {
			c.license = license.ID
		}
		return err
	}},
	{"AssignNumber", func(ctx context.Context, c *traveller) error {
		number, err := c.AssignNumber(ctx, theirNumber, Assign{MemberID: c.member, LicenseID: c.license, IfHolder: HolderNone})
		if err == nil && (number.PhoneNumber != theirNumber || number.LicenseID != c.license || number.CountryCode != "FR" || number.Type != "mobile") {
			return fmt.Errorf("%+v", number)
		}
		if err != nil {
			return err
		}
		if _, err := c.AssignNumber(ctx, theirNumber, Assign{MemberID: c.other, IfHolder: HolderNone}); !HasCode(err, CodeNumberHolderChanged) {
			return fmt.Errorf("taken from its holder: %w", err)
		}
		_, err = c.AssignNumber(ctx, theirNumber, Assign{DepartmentID: c.department, IfHolder: c.member, History: HistoryKeep})
		return err
	}},
	{"UpdateLicense", func(ctx context.Context, c *traveller) error {
		license, err := c.UpdateLicense(ctx, c.license, LicenseUpdate{Quantity: new(3)})
		if err == nil && (license.Quantity != 3 || license.Assigned != 1 || license.Name != theirLicense) {
			return fmt.Errorf("%+v", license)
		}
		return err
	}},
	{"MemberPage", func(ctx context.Context, c *traveller) error {
		items, _, err := c.MemberPage(ctx, "")
		if err == nil && len(items) == 0 {
			return errors.New("the first page is empty")
		}
		return err
	}},
	{"Members", func(ctx context.Context, c *traveller) error { return list(c.Members(ctx)) }},
	{"MemberPages", func(ctx context.Context, c *traveller) error { return list(c.MemberPages(ctx)) }},
	{"DepartmentPage", func(ctx context.Context, c *traveller) error {
		items, _, err := c.DepartmentPage(ctx, "")
		if err == nil && len(items) == 0 {
			return errors.New("the first page is empty")
		}
		return err
	}},
	{"Departments", func(ctx context.Context, c *traveller) error { return list(c.Departments(ctx)) }},
	{"DepartmentPages", func(ctx context.Context, c *traveller) error { return list(c.DepartmentPages(ctx)) }},
	{"LicensePage", func(ctx context.Context, c *traveller) error {
		items, _, err := c.LicensePage(ctx, "")
		if err == nil && len(items) == 0 {
			return errors.New("the first page is empty")
		}
		return err
	}},
	{"Licenses", func(ctx context.Context, c *traveller) error { return list(c.Licenses(ctx)) }},
	{"LicensePages", func(ctx context.Context, c *traveller) error { return list(c.LicensePages(ctx)) }},
	{"NumberPage", func(ctx context.Context, c *traveller) error {
		items, _, err := c.NumberPage(ctx, NumberFilter{Status: StatusUsed}, "")
		if err == nil && len(items) == 0 {
			return errors.New("the first page is empty")
		}
		return err
	}},
	{"Numbers", func(ctx context.Context, c *traveller) error {
		return list(c.Numbers(ctx, NumberFilter{Status: StatusAvailable, CountryCode: "FR", Type: "mobile"}))
	}},
	{"NumberPages", func(ctx context.Context, c *traveller) error {
		for page, err := range c.NumberPages(ctx, NumberFilter{Status: StatusUsed, DepartmentID: c.department}) {
			if err != nil {
				return err
			}
			for _, number := range page {
				if number.PhoneNumber != theirNumber {
					return fmt.Errorf("%+v", number)
				}
			}
		}
		return list(c.NumberPages(ctx, NumberFilter{MemberID: c.member}))
	}},
	{"UnassignNumber", func(ctx context.Context, c *traveller) error {
		if _, err := c.UnassignNumber(ctx, theirNumber, c.member); !Conflict(err) {
			return fmt.Errorf("taken from another holder: %w", err)
		}
		number, err := c.UnassignNumber(ctx, theirNumber, c.department)
		if err == nil && (number.PhoneNumber != theirNumber || number.LicenseID != "") {
			return fmt.Errorf("%+v", number)
		}
		return err
	}},
	{"DeleteNumber", func(ctx context.Context, c *traveller) error {
		if err := c.DeleteNumber(ctx, theirNumber, HolderNone); err != nil {
			return err
		}
		if err := c.DeleteNumber(ctx, theirNumber, ""); !NotFound(err) {
			return fmt.Errorf("deleted twice: %w", err)
		}
		return nil
	}},
	{"DeleteLicense", func(ctx context.Context, c *traveller) error { return c.DeleteLicense(ctx, c.license) }},
	{"DeleteMember", func(ctx context.Context, c *traveller) error {
		return errors.Join(c.DeleteMember(ctx, c.member), c.DeleteMember(ctx, c.other))
	}},
	{"DeleteDepartment", func(ctx context.Context, c *traveller) error { return c.DeleteDepartment(ctx, c.department) }},
}

// travel goes through the tour.
func travel(ctx context.Context, t *testing.T, client *Client) {
	t.Helper()
	traveller := &traveller{Client: client}
	for _, stop := range tour {
		if err := stop.visit(ctx, traveller); err != nil {
			t.Fatalf("%s: %v", stop.method, err)
		}
	}
}

// TestTourIsComplete keeps an operation from being added without being shown.
func TestTourIsComplete(t *testing.T) {
	t.Parallel()
	client := reflect.TypeFor[*Client]()
	for method := range client.Methods() {
		if !slices.ContainsFunc(tour, func(s stop) bool { return s.method == method.Name }) {
			t.Errorf("%s isn't on the tour", method.Name)
		}
	}
	if len(tour) != client.NumMethod() {
		t.Errorf("%d stops for %d methods", len(tour), client.NumMethod())
	}
}
