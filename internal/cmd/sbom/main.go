// Command sbom writes the bill of materials of a release archive: which modules, in which versions,
// are in the program that is packed there. It takes them from the binary itself, where the linker
// recorded what it put in, and not from go.mod, which also names what tests and tools need. The
// document is CycloneDX 1.6 as JSON.
//
//	sbom ARCHIVE DOCUMENT
//
// The same archive gives the same document to the byte, so that the checksums of a release can be
// reproduced by whoever builds it again. The usual tools put the time and a random number into theirs.
package main

import (
	"bytes"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: sbom ARCHIVE DOCUMENT")
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		log.Fatal("sbom: ", err)
	}
}

func run(archive, document string) error {
	packed, err := os.ReadFile(archive)
	if err != nil {
		return err
	}
	files, err := unpack(archive, packed)
	if err != nil {
		return fmt.Errorf("%s: %w", archive, err)
	}
	found, err := programIn(files)
	if err != nil {
		return fmt.Errorf("%s: %w", archive, err)
	}
	text, err := json.MarshalIndent(describe(filepath.Base(archive), packed, found), "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(document, append(text, '\n'), 0o644)
}

// program is a binary that Go built.
type program struct {
	file
	built *buildinfo.BuildInfo
}

// programIn returns the one program among the files. An archive with none or with several would get a
// document that leaves out what is in it.
func programIn(files []file) (program, error) {
	var found []program
	for _, f := range files {
		if built, err := buildinfo.Read(bytes.NewReader(f.content)); err == nil {
			found = append(found, program{f, built})
		}
	}
	if len(found) != 1 {
		return program{}, fmt.Errorf("%d programs built by Go are in it, want one", len(found))
	}
	if len(found[0].built.Deps) == 0 && found[0].built.Main.Path == "" {
		return program{}, errors.New("the program doesn't say which modules it was built from")
	}
	return found[0], nil
}
