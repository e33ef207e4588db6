package main

import "runtime/debug"

// version is set by the release build.
var version string

// currentVersion falls back on what the Go command recorded in the binary.
func currentVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "dev"
}
