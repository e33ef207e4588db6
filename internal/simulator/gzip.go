package simulator

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// worthCompressing is the size from which a compressed body saves more than it costs.
const worthCompressing = 1400

// compressors are kept for reuse: each has more than a megabyte of tables.
type compressors struct{ pool sync.Pool }

// compress returns the body as it goes over the wire, and says so in the header.
func (k *compressors) compress(header http.Header, accepted string, body []byte) []byte {
	if len(body) < worthCompressing {
		return body
	}
	header.Set("Vary", "Accept-Encoding")
	if !acceptsGzip(accepted) {
		return body
	}
	var buffer bytes.Buffer
	buffer.Grow(len(body) / 4)
	writer, ready := k.pool.Get().(*gzip.Writer)
	if !ready {
		var err error
		if writer, err = gzip.NewWriterLevel(nil, gzip.BestSpeed); err != nil {
			return body
		}
	}
	defer k.pool.Put(writer)
	writer.Reset(&buffer)
	if _, err := writer.Write(body); err != nil {
		return body
	}
	if err := writer.Close(); err != nil {
		return body
	}
	header.Set("Content-Encoding", "gzip")
	return buffer.Bytes()
}

func acceptsGzip(accepted string) bool {
	for coding := range strings.SplitSeq(accepted, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(coding), ";")
		if strings.TrimSpace(name) != "gzip" {
			continue
		}
		q, weighted := strings.CutPrefix(strings.TrimSpace(weight), "q=")
		if !weighted {
			return true
		}
		value, err := strconv.ParseFloat(q, 64)
		return err == nil && value > 0
	}
	return false
}
