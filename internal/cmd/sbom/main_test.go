package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"debug/buildinfo"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"
)

// The program that is packed in these tests is the test itself: it was built by Go, too.
func TestBothKindsOfArchives(t *testing.T) {
	t.Parallel()
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(executable)
	if err != nil {
		t.Fatal(err)
	}
	files := []file{{"LICENSE", []byte("free")}, {"provider_v1", program}}
	for name, packed := range map[string][]byte{"provider.zip": zipped(t, files), "onoffsim.tar.gz": tarred(t, files)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			archive := filepath.Join(dir, name)
			if err := os.WriteFile(archive, packed, 0o600); err != nil {
				t.Fatal(err)
			}
			var texts [2]string
			for i := range texts {
				out := filepath.Join(dir, "sbom.json")
				if err := run(archive, out); err != nil {
					t.Fatal(err)
				}
				text, err := os.ReadFile(out)
				if err != nil {
					t.Fatal(err)
				}
				texts[i] = string(text)
			}
			if texts[0] != texts[1] {
				t.Errorf("one archive gives two documents:\n%s\n%s", texts[0], texts[1])
			}
			var d document
			if err := json.Unmarshal([]byte(texts[0]), &d); err != nil {
				t.Fatal(err)
			}
			if d.Metadata.Component.Name != "github.com/onoff-community/terraform-provider-onoff" || d.Metadata.Component.Components[0].Name != "provider_v1" {
				t.Errorf("the program is %+v", d.Metadata.Component)
			}
			if len(d.Components) == 0 || d.Components[0].Name != "stdlib" || !strings.HasPrefix(d.Components[0].Version, "1.") {
				t.Errorf("what is in it: %+v", d.Components)
			}
		})
	}
}

func TestModules(t *testing.T) {
	t.Parallel()
	p := program{file{"provider", []byte("x")}, &buildinfo.BuildInfo{
		GoVersion: "go1.26.8 X:nocoverageredesign",
		Path:      "example.com/provider/cmd",
		Main:      debug.Module{Path: "example.com/provider", Version: "v1.2.0"},
		Deps: []*debug.Module{
			{Path: "example.com/z", Version: "v2.0.0+incompatible", Sum: "h1:zzz="},
			{Path: "example.com/a", Version: "v0.1.0", Replace: &debug.Module{Path: "example.com/fork", Version: "v0.1.1", Sum: "h1:fff="}},
		},
		Settings: []debug.BuildSetting{{Key: "GOOS", Value: "linux"}, {Key: "vcs.time", Value: "2026-01-31T12:00:00Z"}, {Key: "-ldflags", Value: "-s"}},
	}}
	d := describe("provider.zip", []byte("packed"), p)
	var refs []string
	for _, c := range d.Components {
		refs = append(refs, c.Ref)
	}
	want := "pkg:golang/example.com/fork@v0.1.1 pkg:golang/example.com/z@v2.0.0%2Bincompatible pkg:golang/stdlib@1.26.8"
	if got := strings.Join(refs, " "); got != want {
		t.Errorf("the components are %s, want %s", got, want)
	}
	if got := strings.Join(d.Dependencies[0].DependsOn, " "); got != want || d.Dependencies[0].Ref != "pkg:golang/example.com/provider@v1.2.0" {
		t.Errorf("%s depends on %s", d.Dependencies[0].Ref, got)
	}
	if fork := d.Components[0]; fork.Properties[0] != (property{"go:sum", "h1:fff="}) || fork.Properties[1] != (property{"go:replaces", "example.com/a@v0.1.0"}) {
		t.Errorf("the replacement says %v", fork.Properties)
	}
	if d.Metadata.Timestamp != "2026-01-31T12:00:00Z" {
		t.Errorf("the time is %q, and not that of the commit", d.Metadata.Timestamp)
	}
	if !regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`).MatchString(d.SerialNumber) {
		t.Errorf("the serial number is %s", d.SerialNumber)
	}
	if other := describe("provider.zip", []byte("other"), p); other.SerialNumber == d.SerialNumber {
		t.Error("two archives have one serial number")
	}
}

func TestWhatCantBeDescribed(t *testing.T) {
	t.Parallel()
	for name, packed := range map[string][]byte{
		"license-only.zip": zipped(t, []file{{"LICENSE", []byte("free")}}),
		"cut.zip":          zipped(t, []file{{"LICENSE", []byte("free")}})[:20],
		"cut.tar.gz":       tarred(t, []file{{"LICENSE", bytes.Repeat([]byte("free"), 100)}})[:30],
		"provider.rpm":     []byte("?"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			archive, out := filepath.Join(dir, name), filepath.Join(dir, "sbom.json")
			if err := os.WriteFile(archive, packed, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := run(archive, out); err == nil {
				t.Error("no error")
			}
			if _, err := os.Stat(out); err == nil {
				t.Error("a document was written nevertheless")
			}
		})
	}
}

func zipped(t *testing.T, files []file) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	for _, f := range files {
		entry, err := w.Create(f.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := entry.Write(f.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func tarred(t *testing.T, files []file) []byte {
	t.Helper()
	var packed bytes.Buffer
	compressed := gzip.NewWriter(&packed)
	w := tar.NewWriter(compressed)
	for _, f := range files {
		if err := w.WriteHeader(&tar.Header{Name: f.name, Mode: 0o755, Size: int64(len(f.content))}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(f.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := compressed.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}
