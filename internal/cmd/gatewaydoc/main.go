// Command gatewaydoc writes into a page of the documentation what is known of the live gateway and
// what needs an endpoint that offers the whole contract. Both come from the provenance marks of the
// contract, so the page can't promise more than the contract knows.
//
//	gatewaydoc internal/contract/openapi.yaml docs/guides/live-gateway.md
//
// The tables replace the line <!-- contract tables --> of the page.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"log"
	"os"

	"github.com/getkin/kin-openapi/openapi3"
)

const marker = "<!-- contract tables -->\n"

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: gatewaydoc CONTRACT PAGE")
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		log.Fatal("gatewaydoc: ", err)
	}
}

func run(contract, page string) error {
	doc, err := openapi3.NewLoader().LoadFromFile(contract)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	if bytes.Count(text, []byte(marker)) != 1 {
		return fmt.Errorf("%s: the line %q must be there exactly once", page, marker)
	}
	operations := survey(doc)
	if len(operations) == 0 {
		return errors.New("the contract has no operations")
	}
	text = bytes.Replace(text, []byte(marker), []byte(tables(operations)), 1)
	return os.WriteFile(page, text, 0o644)
}
