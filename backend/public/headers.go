package public

import (
	"net/http"
	"strings"
)

// headers sets what every answer carries, errors too. A route that needs less
// sets its own: the picture of an email is for other sites
// (Cross-Origin-Resource-Policy: cross-origin), a form may stand in a frame (see
// pageData.Frames).
func (s *Server) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy(pageData{}))
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
		h.Set("Cache-Control", "no-store")
		h.Set("X-Robots-Tag", "noindex, nofollow")
		if s.secure() {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// policy is what a page may load: its own stylesheet and pictures, a script of
// ours where it has one, and nothing that stands in the page itself.
func policy(p pageData) string {
	parts := []string{"default-src 'none'", "style-src 'self'", "img-src 'self' data:"}
	if p.Script != "" {
		parts = append(parts, "script-src 'self'")
	}
	parts = append(parts, strings.Join(append([]string{"form-action 'self'"}, p.Leads...), " "), "base-uri 'none'")
	frames := "'none'"
	if len(p.Frames) > 0 {
		frames = strings.Join(p.Frames, " ")
	}
	return strings.Join(append(parts, "frame-ancestors "+frames), "; ")
}
