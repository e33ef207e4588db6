package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
)

// The types below are the part of CycloneDX that is of use here, in the words of its specification.

type document struct {
	Schema       string       `json:"$schema"`
	Format       string       `json:"bomFormat"`
	SpecVersion  string       `json:"specVersion"`
	SerialNumber string       `json:"serialNumber"`
	Version      int          `json:"version"`
	Metadata     metadata     `json:"metadata"`
	Components   []component  `json:"components"`
	Dependencies []dependency `json:"dependencies"`
}

type metadata struct {
	Timestamp string    `json:"timestamp,omitempty"`
	Tools     toolSet   `json:"tools"`
	Component component `json:"component"`
}

type toolSet struct {
	Components []component `json:"components"`
}

type component struct {
	Ref        string      `json:"bom-ref,omitempty"`
	Type       string      `json:"type"`
	Name       string      `json:"name"`
	Version    string      `json:"version,omitempty"`
	Scope      string      `json:"scope,omitempty"`
	Hashes     []hash      `json:"hashes,omitempty"`
	PURL       string      `json:"purl,omitempty"`
	Properties []property  `json:"properties,omitempty"`
	Components []component `json:"components,omitempty"`
}

type hash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type dependency struct {
	Ref       string   `json:"ref"`
	DependsOn []string `json:"dependsOn"`
}

// toolPath names this program in the documents.
const toolPath = "github.com/onoff-community/terraform-provider-onoff/internal/cmd/sbom"

// describe says what an archive is made of.
func describe(archive string, packed []byte, p program) document {
	settings := settingsOf(p.built)
	digest := sha256.Sum256(packed)
	main := moduleComponent(&p.built.Main)
	main.Type = "application"
	binary := sha256.Sum256(p.content)
	main.Components = []component{{
		Ref: "file:" + p.name, Type: "file", Name: p.name,
		Hashes: []hash{{"SHA-256", hex.EncodeToString(binary[:])}},
	}}
	main.Properties = append(main.Properties, property{"onoff:archive", archive}, property{"onoff:package", p.built.Path})
	for _, name := range []string{"GOOS", "GOARCH", "GOAMD64", "GOARM", "GOARM64", "GO386", "CGO_ENABLED", "-trimpath", "vcs.revision", "vcs.modified"} {
		if value := settings[name]; value != "" {
			main.Properties = append(main.Properties, property{"go:build:" + name, value})
		}
	}
	d := document{
		Schema: "http://cyclonedx.org/schema/bom-1.6.schema.json", Format: "CycloneDX", SpecVersion: "1.6", Version: 1,
		SerialNumber: serial(digest),
		Metadata: metadata{
			// When the commit was made: the time of the build would make every document another one.
			Timestamp: settings["vcs.time"],
			Tools:     toolSet{[]component{{Type: "application", Name: toolPath}}},
			Component: main,
		},
		Components: []component{standardLibrary(p.built.GoVersion)},
	}
	for _, module := range p.built.Deps {
		d.Components = append(d.Components, moduleComponent(module))
	}
	slices.SortFunc(d.Components, func(a, b component) int { return strings.Compare(a.Ref, b.Ref) })
	all := dependency{Ref: main.Ref, DependsOn: []string{}}
	for _, c := range d.Components {
		all.DependsOn = append(all.DependsOn, c.Ref)
	}
	d.Dependencies = []dependency{all}
	return d
}

func settingsOf(built *debug.BuildInfo) map[string]string {
	settings := map[string]string{}
	for _, s := range built.Settings {
		settings[s.Key] = s.Value
	}
	return settings
}

// serial is a number that this content alone has: a UUID of version 8, made from its digest.
func serial(digest [sha256.Size]byte) string {
	u := digest[:16]
	u[6] = u[6]&0x0f | 0x80
	u[8] = u[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// standardLibrary is what came with the Go command. Scanners look for flaws of it under this name.
func standardLibrary(goVersion string) component {
	version, _, _ := strings.Cut(strings.TrimPrefix(goVersion, "go"), " ")
	at := "pkg:golang/stdlib@" + version
	return component{Ref: at, Type: "library", Name: "stdlib", Version: version, Scope: "required", PURL: at}
}

// moduleComponent is a module as it went into the program: if it was replaced, what came in its place.
func moduleComponent(module *debug.Module) component {
	used := module
	if module.Replace != nil {
		used = module.Replace
	}
	at := "pkg:golang/" + used.Path
	if used.Version != "" {
		at += "@" + url.QueryEscape(used.Version)
	}
	c := component{Ref: at, Type: "library", Name: used.Path, Version: used.Version, Scope: "required", PURL: at}
	if used.Sum != "" {
		c.Properties = append(c.Properties, property{"go:sum", used.Sum})
	}
	if used != module {
		c.Properties = append(c.Properties, property{"go:replaces", module.Path + "@" + module.Version})
	}
	return c
}
