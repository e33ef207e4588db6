package onoff

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"
)

// answered is the error of an operation that is answered so.
func answered(t *testing.T, method string, code int, contentType, body string) error {
	t.Helper()
	client := newTestClient(t, Config{MaxRetries: NoRetries, Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
		resp := respond(req, code, body)
		resp.Header.Set("Content-Type", contentType)
		return resp, nil
	})})
	return operations[method](t.Context(), client)
}

func TestErrorsAreToldApart(t *testing.T) {
	t.Parallel()
	questions := map[string]func(error) bool{
		"NotFound": NotFound, "NotOffered": NotOffered, "Conflict": Conflict, "Unauthorized": Unauthorized,
		"Forbidden": Forbidden, "RateLimited": RateLimited,
	}
	envelope := func(code string) string { return fmt.Sprintf(`{"error":{"code":%q,"message":"Because."}}`, code) }
	for _, test := range []struct {
		method string
		status int
		body   string
		is     string
	}{
		{"GET", 404, envelope(CodeMemberNotFound), "NotFound"},
		{"DELETE", 404, envelope(CodeDepartmentNotFound), "NotFound"},
		{"POST", 404, envelope(CodeNumberNotFound), "NotFound"},
		{"PATCH", 404, envelope(CodeLicenseNotFound), "NotFound"},
		{"GET", 404, envelope(CodeRouteNotFound), "NotOffered"},
		{"GET", 404, envelope("not.found"), "NotOffered"},
		{"GET", 404, `{"message":"no Route matched"}`, "NotOffered"},
		{"GET", 404, `{"code":"member.notFound"}`, "NotFound"},
		{"GET", 404, "404 page not found", "NotOffered"},
		{"GET", 404, "<html>member.notFound</html>", "NotOffered"},
		{"DELETE", 404, "", "NotOffered"},
		{"PATCH", 405, envelope(CodeMethodNotAllowed), "NotOffered"},
		{"DELETE", 405, envelope(CodeMemberNotFound), "NotOffered"},
		{"POST", 501, "", "NotOffered"},
		{"GET", 400, envelope(CodeInvalidID), "NotOffered"},
		{"PATCH", 400, envelope(CodeInvalidID), ""},
		{"GET", 400, envelope(CodeMemberNotFound), ""},
		{"GET", 410, envelope(CodeMemberNotFound), ""},
		{"POST", 409, envelope(CodeEmailTaken), "Conflict"},
		{"POST", 401, "", "Unauthorized"},
		{"POST", 403, envelope(CodeAPIKeyForbidden), "Forbidden"},
	} {
		err := answered(t, test.method, test.status, "application/json", test.body)
		for name, question := range questions {
			for _, err := range []error{err, fmt.Errorf("wrapped: %w", err)} {
				if got := question(err); got != (name == test.is) {
					t.Errorf("%s %d %s: %s is %v", test.method, test.status, test.body, name, got)
				}
			}
		}
	}
	for name, question := range questions {
		if question(nil) || question(errors.New("another")) {
			t.Errorf("%s holds for something else", name)
		}
	}
	if HasCode(nil, CodeEmailTaken) || HasCode(&Error{}, "") || !HasCode(&Error{Code: CodeEmailTaken}, CodeEmailTaken) || Ambiguous(nil) {
		t.Error("HasCode or Ambiguous is wrong")
	}
	for noun, code := range map[string]string{"member": CodeMemberNotFound, "department": CodeDepartmentNotFound, "number": CodeNumberNotFound, "license": CodeLicenseNotFound} {
		if err := Absent(noun, "x"); !NotFound(err) || !HasCode(err, code) {
			t.Errorf("%s: %v", noun, err)
		}
	}
}

func TestErrorTexts(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		method      string
		status      int
		contentType string
		body        string
		want        string
	}{
		{
			"POST", 409, "application/json", `{"error":{"code":"department.nameTaken","message":"The name is\ntaken.","sequenceNumber":"S-17"}}`,
			"create department: the endpoint answered 409 Conflict (department.nameTaken): The name is taken. [sequence number S-17]",
		},
		{"POST", 409, "application/json", `{"error":{"code":"x","message":"m","sequenceNumber":17}}`, "create department: the endpoint answered 409 Conflict (x): m [sequence number 17]"},
		{"GET", 400, "application/json", `{"message":"Bad"}`, "read department: the endpoint answered 400 Bad Request: Bad"},
		{"GET", 400, "application/json", `{"code":"c","message":"Bad","error":"Bad Request"}`, "read department: the endpoint answered 400 Bad Request (c): Bad"},
		{"GET", 400, "application/json", `{"error":"Bad"}`, "read department: the endpoint answered 400 Bad Request: Bad"},
		{"GET", 400, "application/json", `{"error":{"code":["x"],"message":{}}}`, "read department: the endpoint answered 400 Bad Request"},
		{"GET", 400, "application/json", `{"error":null}`, "read department: the endpoint answered 400 Bad Request"},
		{"GET", 400, "text/plain", "upstream \x1b[31mfailed\x00 ", "read department: the endpoint answered 400 Bad Request: upstream [31mfailed"},
		{"GET", 400, "application/json", `{"broken`, `read department: the endpoint answered 400 Bad Request: {"broken`},
		{"GET", 502, "text/html", "Bad gateway", "read department: the endpoint answered 502 Bad Gateway: the endpoint answered with an HTML page"},
		{"GET", 499, "application/json", "", "read department: the endpoint answered 499"},
		{"GET", 200, "text/html; charset=utf-8", "Welcome", "read department: the endpoint answered 200 OK: the endpoint answered with an HTML page; is base_url right?"},
		{"GET", 200, "application/json", " <!DOCTYPE html>", "read department: the endpoint answered 200 OK: the endpoint answered with an HTML page; is base_url right?"},
		{"GET", 200, "application/json", "hello", "read department: the endpoint answered 200 OK: the endpoint's answer isn't JSON (at byte 1); is base_url right?"},
		{"GET", 200, "application/json", "", "read department: the endpoint answered 200 OK: the endpoint's answer ends too early"},
		{"GET", 200, "application/json", `{"id":"1","name":"Sal`, "read department: the endpoint answered 200 OK: the endpoint's answer ends too early"},
		{"GET", 200, "application/json", `{"name":"Sales"}`, "read department: the endpoint answered 200 OK: the endpoint's answer isn't what the contract says: the object has no id"},
		{"GET", 200, "application/json", `{"id":"1","name":["Sales"]}`, "read department: the endpoint answered 200 OK: the endpoint's answer isn't what the contract says: expected a string"},
		{"GET", 200, "application/json", `["secret"]`, "read department: the endpoint answered 200 OK: the endpoint's answer isn't what the contract says: the body is of another kind than expected"},
	} {
		if err := answered(t, test.method, test.status, test.contentType, test.body); err == nil || err.Error() != test.want {
			t.Errorf("%s\nnot %s", err, test.want)
		}
	}
}

func TestExcerptsAreShort(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é anna@example.com ", 1000)
	for _, body := range []string{long, fmt.Sprintf(`{"message":%q}`, long), fmt.Sprintf(`{"error":{"code":%q,"message":"m","sequenceNumber":%q}}`, long, long)} {
		err := answered(t, "GET", 400, "text/plain", body)
		if text := err.Error(); utf8.RuneCountInString(text) > 900 || !utf8.ValidString(text) {
			t.Errorf("%d characters: %s", len(text), text)
		}
	}
}

// TestKeyIsNotRepeated has an endpoint that repeats the key wherever it can.
func TestKeyIsNotRepeated(t *testing.T) {
	t.Parallel()
	const key = "key-for-tests"
	for _, body := range []string{
		key, "<p>" + key, `{"message":"no such key ` + key + `"}`, `{"error":{"code":"` + key + `","message":"` + key + `","sequenceNumber":"` + key + `"}}`,
	} {
		for _, status := range []int{200, 307, 400, 401, 429, 500} {
			for method, operation := range operations {
				client := newTestClient(t, Config{APIKey: key, MaxRetries: NoRetries, QuotaPatience: 1, Transport: roundTrip(func(req *http.Request) (*http.Response, error) {
					resp := respond(req, status, body)
					resp.Header.Set("Location", "https://"+key+".example.com/"+key+"?"+key)
					return resp, nil
				})})
				if err := operation(t.Context(), client); err != nil && strings.Contains(err.Error(), key) {
					t.Errorf("%s %d %s: %v", method, status, body, err)
				}
			}
		}
	}
}

func FuzzRefusal(f *testing.F) {
	for _, body := range []string{
		"", "{", `{}`, `{"error":{"code":"email.taken","message":"Taken.","sequenceNumber":"1"}}`, `{"error":"x"}`, `{"error":[]}`,
		`{"message":1}`, `{"error":{"error":{}}}`, "<html>", "\xff\xfe", `[{"error":1}]`, `"x"`, "null", `{"error":null,"message":null}`,
	} {
		f.Add("application/json", []byte(body))
		f.Add("text/html", []byte(body))
	}
	f.Fuzz(func(t *testing.T, contentType string, body []byte) {
		got := readRefusal(contentType, body)
		for _, text := range []string{got.code, got.message, got.sequence} {
			if !utf8.ValidString(text) || strings.ContainsAny(text, "\n\r\x00\x1b") || utf8.RuneCountInString(text) > longestMessage+4 {
				t.Errorf("%q", text)
			}
		}
	})
}
