package acctest_test

import (
	"context"
	"fmt"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	acc "github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/e164"
	"github.com/onoff-community/terraform-provider-onoff/internal/email"
)

// The tests of this file hold the attribute types e164 and email against a real CLI, on a resource
// that is only for that. Its service answers with its own spelling, whatever it was sent.

func TestSpellingMakesNoDiff(t *testing.T) {
	t.Parallel()
	acctest.Skip(t)
	service := &card{}
	acc.Test(t, acc.TestCase{
		ProtoV6ProviderFactories: service.factories(),
		Steps: []acc.TestStep{
			{
				Config: config("+33 6 44 60 00 01", "Ada@Example.com", "new"),
				ConfigStateChecks: []statecheck.StateCheck{
					has("number", "+33 6 44 60 00 01"), has("email", "Ada@Example.com"), has("id", "1"),
				},
			},
			{Config: config("+33644600001", "ada@example.COM", "new"), ConfigPlanChecks: does(plancheck.ResourceActionNoop)},
			{Config: config("0033 (6) 44-60-00-01", "ADA@EXAMPLE.COM", "new"), ConfigPlanChecks: does(plancheck.ResourceActionNoop)},
			{
				// Another attribute changes: an update in place, without a replacement for the
				// number (its attribute asks for one), and the old spelling stays.
				Config:           config("+33644600001", "ada@example.com", "changed"),
				ConfigPlanChecks: does(plancheck.ResourceActionUpdate),
				ConfigStateChecks: []statecheck.StateCheck{
					has("number", "+33 6 44 60 00 01"), has("email", "Ada@Example.com"), has("id", "1"),
				},
			},
			{
				Config:            config("+33644600001", "grace@example.com", "changed"),
				ConfigPlanChecks:  does(plancheck.ResourceActionUpdate),
				ConfigStateChecks: []statecheck.StateCheck{has("email", "grace@example.com")},
			},
			{
				Config:            config("+33 6 44 60 00 02", "grace@example.com", "changed"),
				ConfigPlanChecks:  does(plancheck.ResourceActionDestroyBeforeCreate),
				ConfigStateChecks: []statecheck.StateCheck{has("number", "+33 6 44 60 00 02"), has("id", "2")},
			},
		},
	})
}

// After an import the state has the spelling of the service, and the configuration its own.
func TestSpellingMakesNoDiffAfterImport(t *testing.T) {
	t.Parallel()
	acctest.Skip(t)
	service := &card{stored: &cardModel{
		ID: types.StringValue("9"), Number: e164.NewValue("+33644600001"), Email: email.NewValue("ADA@EXAMPLE.COM"), Note: types.StringValue("old"),
	}}
	config := config("+33 6 44 60 00 01", "ada@example.com", "old")
	acc.Test(t, acc.TestCase{
		ProtoV6ProviderFactories: service.factories(),
		Steps: []acc.TestStep{
			{
				Config: config, ResourceName: "spelling_card.c", ImportState: true, ImportStateId: "9",
				ImportStatePersist: true, ImportStateKind: acc.ImportCommandWithID,
			},
			{Config: config, ConfigPlanChecks: does(plancheck.ResourceActionNoop), ConfigStateChecks: []statecheck.StateCheck{has("number", "+33644600001")}},
		},
	})
}

// An odd value from the service must be readable, and removable: it may be refused in
// configuration only.
func TestForeignValueCanBeReadAndRemoved(t *testing.T) {
	t.Parallel()
	acctest.Skip(t)
	service := &card{stored: &cardModel{
		ID: types.StringValue("9"), Number: e164.NewValue("3123"), Email: email.NewValue("front..desk@"), Note: types.StringValue("old"),
	}}
	acc.Test(t, acc.TestCase{
		ProtoV6ProviderFactories: service.factories(),
		Steps: []acc.TestStep{
			{
				Config:       config("+33644600001", "a@b", "x"),
				ResourceName: "spelling_card.c", ImportState: true, ImportStateId: "9", ImportStatePersist: true,
				ImportStateKind: acc.ImportCommandWithID,
			},
			{Config: "# Nothing left.", ConfigPlanChecks: does(plancheck.ResourceActionDestroy)},
		},
	})
}

func TestRefusedInConfiguration(t *testing.T) {
	t.Parallel()
	acctest.Skip(t)
	for _, c := range []struct{ number, email, says string }{
		{"06 44 60 00 01", "ada@example.com", `(?s)Not a phone number.*number = .*has no country code`},
		{"+33644600001", "Ada <ada@example.com>", `(?s)Not an e-mail address.*email  = .*more than the address`},
	} {
		t.Run(c.number+c.email, func(t *testing.T) {
			t.Parallel()
			acc.Test(t, acc.TestCase{
				ProtoV6ProviderFactories: (&card{}).factories(),
				Steps: []acc.TestStep{{
					Config: config(c.number, c.email, "x"), PlanOnly: true, ExpectError: regexp.MustCompile(c.says),
				}},
			})
		})
	}
}

func config(number, email, note string) string {
	return fmt.Sprintf("resource %q %q {\n  number = %q\n  email  = %q\n  note   = %q\n}\n", "spelling_card", "c", number, email, note)
}

func does(action plancheck.ResourceActionType) acc.ConfigPlanChecks {
	return acc.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction("spelling_card.c", action)}}
}

func has(attribute, value string) statecheck.StateCheck {
	return statecheck.ExpectKnownValue("spelling_card.c", tfjsonpath.New(attribute), knownvalue.StringExact(value))
}

// card is provider, resource and service in one.
type card struct {
	stored *cardModel
	made   int
}

type cardModel struct {
	ID     types.String `tfsdk:"id"`
	Number e164.Value   `tfsdk:"number"`
	Email  email.Value  `tfsdk:"email"`
	Note   types.String `tfsdk:"note"`
}

// answer is what the service says: its own spelling.
func (c *card) answer() *cardModel {
	m := *c.stored
	m.Number = e164.NewValue(m.Number.Canonical())
	m.Email = email.NewValue(email.Fold(m.Email.ValueString()))
	return &m
}

func (c *card) factories() map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){
		"spelling": providerserver.NewProtocol6WithError(cardProvider{c}),
	}
}

type cardProvider struct{ card *card }

func (p cardProvider) Metadata(_ context.Context, _ provider.MetadataRequest, r *provider.MetadataResponse) {
	r.TypeName = "spelling"
}
func (p cardProvider) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}
func (p cardProvider) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {
}
func (p cardProvider) DataSources(context.Context) []func() datasource.DataSource { return nil }
func (p cardProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return p.card }}
}

func (c *card) Metadata(_ context.Context, _ resource.MetadataRequest, r *resource.MetadataResponse) {
	r.TypeName = "spelling_card"
}

func (c *card) Schema(_ context.Context, _ resource.SchemaRequest, r *resource.SchemaResponse) {
	r.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"id": schema.StringAttribute{Computed: true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()}},
		"number": e164.Attribute(schema.StringAttribute{
			Required: true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
		}),
		"email": email.Attribute(schema.StringAttribute{Required: true}),
		"note":  schema.StringAttribute{Required: true},
	}}
}

func (c *card) Create(ctx context.Context, req resource.CreateRequest, r *resource.CreateResponse) {
	var m cardModel
	r.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	c.made++
	m.ID = types.StringValue(fmt.Sprint(c.made))
	c.stored = &m
	r.Diagnostics.Append(r.State.Set(ctx, c.answer())...)
}

func (c *card) Read(ctx context.Context, _ resource.ReadRequest, r *resource.ReadResponse) {
	r.Diagnostics.Append(r.State.Set(ctx, c.answer())...)
}

func (c *card) Update(ctx context.Context, req resource.UpdateRequest, r *resource.UpdateResponse) {
	var m cardModel
	r.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	c.stored = &m
	r.Diagnostics.Append(r.State.Set(ctx, c.answer())...)
}

func (c *card) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {
	c.stored = nil
}

func (c *card) ImportState(ctx context.Context, _ resource.ImportStateRequest, r *resource.ImportStateResponse) {
	r.Diagnostics.Append(r.State.Set(ctx, c.answer())...)
}
