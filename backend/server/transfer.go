package server

import (
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// sandboxed is what a file that people gave us may do when a browser opens it:
// nothing.
const sandboxed = "sandbox; default-src 'none'; frame-ancestors 'none'"

// addFile takes the bytes of a file for a card: POST /files?card=card_1f&name=…
// with any Content-Type but a form's; it answers as the operation AddFile does.
// A body that is too long ends the reading at the limit.
func (s *Server) addFile(w http.ResponseWriter, r *http.Request) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || strings.HasPrefix(kind, "multipart/") || strings.HasSuffix(kind, "form-urlencoded") {
		writeError(w, http.StatusUnsupportedMediaType, crm.Fail(crm.CodeInvalid, "server.bytes_only"))
		return
	}
	if r.Header.Get("Content-Encoding") != "" {
		writeError(w, http.StatusUnsupportedMediaType, crm.Fail(crm.CodeInvalid, "server.no_compression"))
		return
	}
	var card crm.CardID
	if err := card.UnmarshalText([]byte(r.URL.Query().Get("card"))); err != nil {
		writeError(w, statusOf(err), err)
		return
	}
	if r.ContentLength > crm.MaxFile {
		writeError(w, http.StatusRequestEntityTooLarge, crm.Fail(crm.CodeInvalid, "error.file.too_big", "max", crm.MaxFile/1_000_000))
		return
	}
	session := s.session(r)
	body := http.MaxBytesReader(w, r.Body, crm.MaxFile+1) // one more, so that the limit is told from the end
	file, err := api.PutFile(session, card, r.URL.Query().Get("name"), body)
	if err != nil {
		writeError(w, statusOf(err), err)
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{"result": file})
}

// giveFile answers with a file to be saved: GET /files/file_1f. With ?show it
// is a picture for a page, if it is one.
func (s *Server) giveFile(w http.ResponseWriter, r *http.Request) {
	var id crm.FileID
	if err := id.UnmarshalText([]byte(r.PathValue("id"))); err != nil {
		notThere(w)
		return
	}
	session := s.session(r)
	file, content, err := api.OpenFile(session, id)
	if err != nil {
		writeError(w, statusOf(err), err)
		return
	}
	defer content.Close() //nolint:errcheck // only read
	disposition, kind := "attachment", "application/octet-stream"
	if api.IsPicture(file.Mime) {
		kind = file.Mime
		if r.URL.Query().Has("show") {
			disposition = "inline"
		}
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", disposition+"; "+attachmentName(file.Name))
	h.Set("Content-Security-Policy", sandboxed)
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", `"`+file.Hash+`"`)
	http.ServeContent(w, r, "", file.Created.Time(), content)
}

// attachmentName is a file's name for Content-Disposition: in ASCII for old
// browsers, and as it is.
func attachmentName(name string) string {
	plain := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || r == '"' || r == '\\' || r == '%' {
			return '_'
		}
		return r
	}, name)
	return fmt.Sprintf(`filename="%s"; filename*=UTF-8''%s`, plain, strings.ReplaceAll(url.QueryEscape(name), "+", "%20"))
}

// session is who asks, for one request.
func (s *Server) session(r *http.Request) *api.Session {
	return api.NewSignedIn(r.Context(), whoOf(r), s.options.Service)
}
