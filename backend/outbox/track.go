package outbox

import (
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/document"
)

// OpenValue and HopValue are the pseudo values under which is frozen with an
// email to a client what tells that it was opened and where it was clicked: the
// address of a picture, and how the addresses of its counted links begin.
const (
	OpenValue = "$open"
	HopValue  = "$hop"
)

// TargetValue is the pseudo value under which is frozen where a link of ours
// leads on to.
func TargetValue(id crm.LinkID) string { return "$target." + id.String() }

// ours are the beginnings of paths that never lead over a counted link.
var ours = []string{"/u/", "/l/", "/g/", "/o/", "/c/"}

// counted says whether a link of an email is counted: a page that is not one of
// ours. It knows our address by the hop's.
func counted(hop, href string) bool {
	if !strings.HasPrefix(href, "http://") && !strings.HasPrefix(href, "https://") {
		return false
	}
	base, _, _ := strings.Cut(hop, "/g/")
	rest, here := strings.CutPrefix(href, base)
	for _, path := range ours {
		if here && strings.HasPrefix(rest, path) {
			return false
		}
	}
	return true
}

// Tracked is the HTML of an email as it goes out: with what was frozen to tell of
// opening and clicking. It is for sending only; screens and previews show what
// Render gives.
func Tracked(m crm.Message, html string) string {
	if hop := m.Values[HopValue]; hop != "" {
		n := 0
		html = document.Relinked(html, func(href string) string {
			if !counted(hop, href) {
				return href
			}
			n++
			return hop + "/" + strconv.Itoa(n)
		})
	}
	if picture := m.Values[OpenValue]; picture != "" {
		html = document.WithPixel(html, picture)
	}
	return html
}

// Destination is where the n-th counted link of an email leads, from 1; not ok
// where it has no such link.
func Destination(m crm.Message, html string, n int) (to string, ok bool) {
	hop, i := m.Values[HopValue], 0
	if hop == "" {
		return "", false
	}
	document.Relinked(html, func(href string) string {
		if counted(hop, href) {
			if i++; i == n {
				to, ok = href, true
			}
		}
		return href
	})
	return to, ok
}
