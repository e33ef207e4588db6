package onoff

import (
	"net/http"
	"testing"
)

// BenchmarkRequest is what the client adds to a request: there is no network and no log.
func BenchmarkRequest(b *testing.B) {
	client, err := New(Config{APIKey: "k", Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
		return respond(req, 200, `{"id":"1","name":"Sales"}`), nil
	})})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := client.GetDepartment(b.Context(), "1"); err != nil {
			b.Fatal(err)
		}
	}
}
