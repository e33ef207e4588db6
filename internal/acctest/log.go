package acctest

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"
	"github.com/hashicorp/terraform-plugin-log/tfsdklogtest"
)

// log is the most talkative log that the provider under test can be made to write, its own and the
// framework's. It is kept and searched in every test: what leaks is seldom what one thinks of.
type log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *log) Write(text []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(text)
}

// context lets a call of the provider log to l.
func (l *log) context(ctx context.Context) context.Context {
	return tfsdklogtest.RootLogger(tflogtest.RootLogger(ctx, l), l)
}

// tellsNothing searches the log for people and the key, and what the CLIs wrote for the key. The people
// are those who were in the organisation first and last, and who came up in requests.
func (h *Harness) tellsNothing() {
	h.people.People(h.Simulator.Company())
	h.people.Add(APIKey, ReadOnlyKey)
	for _, request := range h.Simulator.Journal() {
		var body struct {
			FirstName string `json:"firstName"`
			LastName  string `json:"lastName"`
			Email     string `json:"email"`
		}
		if json.Unmarshal([]byte(request.Body), &body) == nil {
			h.people.Add(body.FirstName, body.LastName, body.Email)
		}
	}
	h.log.mu.Lock()
	defer h.log.mu.Unlock()
	logs := [][]byte{h.log.text.Bytes()}
	for _, file := range h.logs {
		if log, err := os.ReadFile(file); err == nil { // there is none before the first run
			logs = append(logs, log)
		}
	}
	h.log.text = bytes.Buffer{} // the tests that still run need the memory
	for _, log := range logs {
		for _, found := range h.people.In(log) {
			h.t.Errorf("the log tells %s", found)
		}
	}
	for _, dir := range h.folders {
		files, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil {
			h.t.Error(err)
		}
		for _, file := range files {
			if content, err := os.ReadFile(file); err == nil && strings.Contains(string(content), APIKey) {
				h.t.Errorf("the API key is in %s", filepath.Base(file))
			}
		}
	}
}
