package document

import (
	"html"
	"net/url"
	"strings"

	"stepwise/backend/crm"
)

// anchor is how every link of our HTML begins; words and attributes are escaped,
// so it stands nowhere else.
const anchor = `<a href="`

// Relinked is the HTML of an email of ours with its links led elsewhere: to is
// asked for each address, in order.
func Relinked(letter string, to func(href string) string) string {
	var b strings.Builder
	b.Grow(len(letter) + len(letter)/8)
	for {
		before, rest, found := strings.Cut(letter, anchor)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		href, after, closed := strings.Cut(rest, `"`)
		b.WriteString(anchor)
		if !closed {
			b.WriteString(rest)
			return b.String()
		}
		b.WriteString(html.EscapeString(to(html.UnescapeString(href))))
		letter = `"` + after
	}
}

// WithPixel is the HTML of an email of ours with a picture at its end that nobody
// sees and no screen reader names.
func WithPixel(letter, address string) string {
	i := strings.LastIndex(letter, "</body>")
	if i < 0 {
		return letter
	}
	return letter[:i] + `<img src="` + inAttribute(address) + `" width="1" height="1" alt="" style="display:block;width:1px;height:1px;border:0;">` + "\n" + letter[i:]
}

// Page is an address of a page, with http or https; not ok for everything else.
func Page(address string) (string, bool) {
	href, ok := hrefOf(address)
	if !ok {
		return "", false
	}
	u, err := url.Parse(href)
	if err != nil || !strings.EqualFold(u.Scheme, "http") && !strings.EqualFold(u.Scheme, "https") {
		return "", false
	}
	return href, true
}

// CheckPage says what is wrong with an address of a page as it is written, its
// merge fields not filled in yet.
func CheckPage(address string) (wrong crm.Phrase, ok bool) {
	wrong, ok = checkHref(address)
	written, _, merged := strings.Cut(address, "{{")
	if ok && !merged {
		_, ok = Page(address)
	}
	lower := strings.ToLower(written)
	if ok && (strings.HasPrefix(lower, "mailto:") || strings.HasPrefix(lower, "tel:")) {
		ok = false
	}
	return wrong, ok
}
