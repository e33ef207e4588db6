// Package apidiag turns an error of the API into a diagnostic: in plain words, on the attribute at
// fault, with what to do about it.
//
// It decides nothing and sends nothing. What an error means is asked of package onoff by function,
// never read from a text.
package apidiag

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/onoff-community/terraform-provider-onoff/internal/directory"
	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

// Words are what a noun knows about its own errors.
type Words struct {
	// Type is the resource type, for example "onoff_member". Empty in a data source.
	Type string

	// Attributes says which attribute is at fault for an error code of the contract.
	Attributes map[string]path.Path

	// Advice says what to do about an error code of the contract.
	Advice map[string]string

	// Unsure says what to do if nobody knows whether a request was carried out. Empty: the next plan
	// shows it, which is so for whatever can be read.
	Unsure string
}

// Report adds err to diags as what kept action from being done. Action continues the sentence "Can't
// ...", for example "create the member anna@example.com". A nil err adds nothing.
func (w Words) Report(diags *diag.Diagnostics, action string, err error) {
	if err == nil {
		return
	}
	summary, detail := "Can't "+action, w.detail(err)
	if api, ok := errors.AsType[*onoff.Error](err); ok {
		if at, known := w.Attributes[api.Code]; known {
			diags.AddAttributeError(at, summary, detail)
			return
		}
	}
	diags.AddError(summary, detail)
}

// detail is what went wrong, followed by what to do about it.
func (w Words) detail(err error) string {
	paragraphs := []string{sentence(err.Error())}
	if api, ok := errors.AsType[*onoff.Error](err); ok {
		if advice, known := w.Advice[api.Code]; known {
			paragraphs = append(paragraphs, advice)
		}
	}
	paragraphs = append(paragraphs, w.advice(err)...)
	return strings.Join(paragraphs, "\n\n")
}

// advice is what can be said whatever the noun.
func (w Words) advice(err error) []string {
	var exists *directory.Exists
	var uncertain *directory.Uncertain
	switch {
	case errors.As(err, &exists):
		return []string{w.ImportBlock(exists.FoundID)}
	case errors.As(err, &uncertain) && uncertain.FoundID != "":
		return []string{
			"The request may have been carried out although its answer was lost. Look whether what was found is what this block was to make; if so, take it over.",
			w.ImportBlock(uncertain.FoundID),
		}
	case errors.As(err, &uncertain):
		return []string{"The request may still be carried out although nothing is to be seen of it yet. Apply again in a minute; if it exists by then, the error has the import block that takes it over."}
	case onoff.Unauthorized(err):
		return []string{"The API doesn't accept the key. Check that api_key (or ONOFF_API_KEY) is the whole key of this organisation, made by an administrator in the console, and that base_url is the endpoint it is for. " +
			"The public gateway is known to answer 401 for some operations even to a valid key."}
	case onoff.Forbidden(err):
		return []string{"The key is valid but lacks the right to do this. Planning needs a key that may read; applying needs one that may write."}
	case onoff.NotOffered(err):
		return []string{"This endpoint doesn't offer the operation. Nothing was changed, and nothing was taken for deleted. The documentation's page on the live gateway says which operations are known to work there; check base_url if another endpoint was meant."}
	case onoff.RateLimited(err):
		return []string{"The quota stayed used up for as long as the provider may wait. Apply again later, or set requests_per_second to what the endpoint allows."}
	case onoff.Ambiguous(err) && w.Unsure != "":
		return []string{w.Unsure}
	case onoff.Ambiguous(err):
		return []string{"Whether the request was carried out isn't known. The next plan reads what is there and shows what is left to do."}
	case errors.Is(err, context.DeadlineExceeded):
		return []string{"The time for this operation is over. Nothing that was recorded is lost; apply again, or allow more time in timeouts where the resource has them."}
	}
	return nil
}

// ImportBlock is the block that takes an existing object over, ready to be pasted.
func (w Words) ImportBlock(id string) string {
	if w.Type == "" || id == "" {
		return ""
	}
	return fmt.Sprintf("To manage what exists already, add this block with the address of the block in place of %s.NAME, and plan again:\n\n"+
		"import {\n  to = %s.NAME\n  id = %q\n}\n\n"+
		"With Terraform 1.12 or newer it can be written by identity: identity = { %s = %q } in place of id.",
		w.Type, w.Type, id, w.identity(), id)
}

// identity is the attribute that identifies a resource of this type.
func (w Words) identity() string {
	if w.Type == "onoff_number_assignment" {
		return "phone_number"
	}
	return "id"
}

// sentence starts with a capital and ends with a full stop.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return "The API gave no reason."
	}
	text = strings.ToUpper(text[:1]) + text[1:]
	if !strings.ContainsAny(text[len(text)-1:], ".?!") {
		text += "."
	}
	return text
}
