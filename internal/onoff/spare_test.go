package onoff_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/onoff"
)

type lateAnswer struct{ after time.Duration }

func (l lateAnswer) RoundTrip(req *http.Request) (*http.Response, error) {
	select {
	case <-time.After(l.after):
	case <-req.Context().Done():
		return nil, req.Context().Err()
	}
	return &http.Response{
		StatusCode: http.StatusCreated, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(bytes.NewReader([]byte(`{"id":"d-1","name":"Sales","numberIdRefs":[]}`))),
	}, nil
}

func TestAPOSTOnItsWayIsHeardOutForAWhile(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		answer time.Duration
		heard  bool
	}{{3 * time.Second, true}, {20 * time.Second, false}} {
		synctest.Test(t, func(t *testing.T) {
			client, err := onoff.New(onoff.Config{BaseURL: "http://127.0.0.1", APIKey: "key", Transport: lateAnswer{test.answer}})
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			began := time.Now()
			made, err := client.CreateDepartment(ctx, "Sales")
			if test.heard && (err != nil || made.ID != "d-1") {
				t.Errorf("got %v, %v", made, err)
			}
			if !test.heard && (!errors.Is(err, context.DeadlineExceeded) || !onoff.Ambiguous(err)) {
				t.Errorf("got %v", err)
			}
			if took := time.Since(began); took > 7*time.Second {
				t.Errorf("it took %v", took)
			}
			began = time.Now()
			if _, err := client.GetDepartment(ctx, "d-1"); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) > 0 {
				t.Errorf("after %v: %v", time.Since(began), err)
			}
		})
	}
}
