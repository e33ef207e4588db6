package simulator

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// serveOutside answers what a test or its author asks of the simulator, not of the service. None of
// it is journalled, delayed or limited, and none needs the key.
func (s *Simulator) serveOutside(w http.ResponseWriter, r *http.Request) {
	switch r.Method + " " + r.URL.Path {
	case "GET " + outside + "journal":
		writeJSON(w, http.StatusOK, s.Tally())
	case "DELETE " + outside + "journal":
		s.ResetJournal()
		w.WriteHeader(http.StatusNoContent)
	case "GET " + outside + "company":
		writeJSON(w, http.StatusOK, s.Company())
	case "GET " + outside + "faults":
		writeJSON(w, http.StatusOK, s.Faults())
	case "POST " + outside + "faults":
		faults, err := readFaults(w, r)
		if err == nil {
			err = s.AddFaults(faults...)
		}
		if err != nil {
			writeJSON(w, http.StatusBadRequest, errorBody{Error: errorDetail{Code: "fault.invalid", Message: err.Error()}})
			return
		}
		writeJSON(w, http.StatusOK, s.Faults())
	case "DELETE " + outside + "faults":
		s.faults.clear()
		w.WriteHeader(http.StatusNoContent)
	default:
		writeJSON(w, http.StatusNotFound, errorBody{Error: errorDetail{
			Code:    "route.notFound",
			Message: "The simulator has journal (GET, DELETE), company (GET) and faults (GET, POST, DELETE).",
		}})
	}
}

// readFaults takes one fault or a list of them.
func readFaults(w http.ResponseWriter, r *http.Request) ([]Fault, error) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	var faults []Fault
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("[")) {
		err = decoder.Decode(&faults)
	} else {
		faults = make([]Fault, 1)
		err = decoder.Decode(&faults[0])
	}
	if err != nil {
		return nil, fmt.Errorf("the faults can't be read: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows after the faults")
	}
	return faults, nil
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(body); err != nil {
		panic(http.ErrAbortHandler) // whoever went away doesn't want it
	}
}
