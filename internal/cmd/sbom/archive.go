package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
)

// file is one that is packed in an archive.
type file struct {
	name    string
	content []byte
}

// unpack returns the files of an archive, a zip or a tar.gz by its name.
func unpack(name string, packed []byte) ([]file, error) {
	switch {
	case strings.HasSuffix(name, ".zip"):
		return unzip(packed)
	case strings.HasSuffix(name, ".tar.gz"):
		return untar(packed)
	}
	return nil, errors.New("neither a .zip nor a .tar.gz")
}

func unzip(packed []byte) ([]file, error) {
	archive, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return nil, err
	}
	var files []file
	for _, entry := range archive.File {
		reader, err := entry.Open()
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(reader)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", entry.Name, err)
		}
		files = append(files, file{entry.Name, content})
	}
	return files, nil
}

func untar(packed []byte) ([]file, error) {
	unpacked, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	var files []file
	for archive := tar.NewReader(unpacked); ; {
		entry, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(archive)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", entry.Name, err)
		}
		files = append(files, file{entry.Name, content})
	}
}
