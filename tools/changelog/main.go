// Command changelog keeps CHANGELOG.md in the "Keep a Changelog" format and takes the notes of a
// release from it.
//
//	changelog check CHANGELOG.md
//	changelog notes CHANGELOG.md 1.2.0
package main

import (
	"errors"
	"fmt"
	"log"
	"os"
	"strings"
)

func main() {
	log.SetFlags(0)
	if err := run(os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(args []string) error {
	if len(args) < 2 {
		return errors.New("usage: changelog check FILE | changelog notes FILE VERSION")
	}
	text, err := os.ReadFile(args[1])
	if err != nil {
		return err
	}
	releases, err := parse(string(text))
	if err != nil {
		return fmt.Errorf("%s: %w", args[1], err)
	}
	switch {
	case args[0] == "check" && len(args) == 2:
		return nil
	case args[0] == "notes" && len(args) == 3:
		for _, r := range releases {
			if r.version == strings.TrimPrefix(args[2], "v") {
				_, err := fmt.Println(strings.TrimSpace(r.notes))
				return err
			}
		}
		return fmt.Errorf("%s: no notes for %s", args[1], args[2])
	default:
		return fmt.Errorf("don't know how to %q", args)
	}
}
