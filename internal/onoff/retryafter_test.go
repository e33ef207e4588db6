package onoff

import (
	"net/http"
	"testing"
	"time"
)

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		value, date string
		want        time.Duration
		told        bool
	}{
		{"", "", 0, false},
		{"0", "", 0, true},
		{" 7 ", "", 7 * time.Second, true},
		{"1.5", "", 1500 * time.Millisecond, true},
		{"-1", "", 0, false},
		{"NaN", "", 0, false},
		{"soon", "", 0, false},
		{"1e300", "", longestRetryAfter, true},
		{"Inf", "", longestRetryAfter, true},
		{"Sun, 01 Mar 2026 12:00:09 GMT", "", 9 * time.Second, true},
		{"Sunday, 01-Mar-26 12:00:09 GMT", "", 9 * time.Second, true},
		{"Sun Mar  1 12:00:09 2026", "", 9 * time.Second, true},
		{"Sun, 01 Mar 2026 11:00:00 GMT", "", 0, true},
		{"Sun, 01 Mar 2099 11:00:00 GMT", "", longestRetryAfter, true},
		// The service's clock is an hour ahead.
		{"Sun, 01 Mar 2026 13:00:09 GMT", "Sun, 01 Mar 2026 13:00:00 GMT", 9 * time.Second, true},
		{"Sun, 01 Mar 2026 12:00:09 GMT", "yesterday", 9 * time.Second, true},
	} {
		got, told := retryAfter(http.Header{"Retry-After": {test.value}, "Date": {test.date}}, now)
		if got != test.want || told != test.told {
			t.Errorf("%q at %q: %s, %v", test.value, test.date, got, told)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, value := range []string{"", "1", "-1", "1.5", "1e999", "NaN", "Sun, 01 Mar 2026 12:00:09 GMT", "0x10", "9223372036854775808"} {
		f.Add(value, "Sun, 01 Mar 2026 12:00:00 GMT")
	}
	f.Fuzz(func(t *testing.T, value, date string) {
		now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
		got, told := retryAfter(http.Header{"Retry-After": {value}, "Date": {date}}, now)
		if got < 0 || got > longestRetryAfter || got > 0 && !told {
			t.Errorf("%s, %v", got, told)
		}
	})
}
