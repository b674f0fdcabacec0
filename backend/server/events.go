package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"stepwise/backend/crm"
)

// changesHeader of an answer says how many changes there had been when it was
// read. A browser compares it with where its stream of events begins.
const changesHeader = "Stepwise-Changes"

// events streams what changed until the browser goes or the server ends. It
// begins by saying how many changes it was too late for: answers that are older
// are asked for again.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	out := http.NewResponseController(w)
	// A stream outlives the time-outs of a request.
	if out.SetWriteDeadline(time.Time{}) != nil || out.SetReadDeadline(time.Time{}) != nil {
		writeError(w, http.StatusInternalServerError, crm.Fail(crm.CodeInternal, "error.internal"))
		return
	}
	listener := s.options.Service.Bus().Listen()
	defer listener.Close()
	w.Header().Set("Content-Type", "text/event-stream")
	_, err := fmt.Fprintf(w, "retry: 1000\nevent: opened\ndata: %d\n\n", listener.Since())
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for err == nil {
		if err = out.Flush(); err != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-s.leaving:
			return
		case <-beat.C:
			if !s.stillKnown(r) {
				return
			}
			_, err = fmt.Fprint(w, ": still here\n\n")
		case <-listener.Ready():
			if !s.stillKnown(r) {
				return
			}
			for _, e := range listener.Take() {
				text, _ := json.Marshal(e) // strings only
				_, err = fmt.Fprintf(w, "event: changed\ndata: %s\n\n", text)
			}
		}
	}
}

// stillKnown says whether who listens may hear more: a session may have ended
// while its stream was open.
func (s *Server) stillKnown(r *http.Request) bool {
	who, ok, err := s.knows(r)
	return err == nil && ok && who.User == whoOf(r).User
}
