package simulator

import (
	"fmt"
	"net/http"
	"time"
)

// refusal is the service's no: an HTTP status, a code for programs and a message for people.
type refusal struct {
	status     int
	code       string
	message    string
	retryAfter time.Duration
}

// invalid says that the request itself is wrong.
func invalid(code, format string, args ...any) *refusal {
	return &refusal{status: http.StatusBadRequest, code: code, message: fmt.Sprintf(format, args...)}
}

// conflict says that a rule of the service stands against the request.
func conflict(code, format string, args ...any) *refusal {
	return &refusal{status: http.StatusConflict, code: code, message: fmt.Sprintf(format, args...)}
}

// gone says that the object of the request doesn't exist.
func gone(noun string) *refusal {
	return &refusal{status: http.StatusNotFound, code: noun + ".notFound", message: "This " + noun + " doesn't exist."}
}

type errorBody struct {
	Error errorDetail `json:"error"`
}

type errorDetail struct {
	Code           string `json:"code"`
	Message        string `json:"message"`
	SequenceNumber string `json:"sequenceNumber,omitempty"`
}
