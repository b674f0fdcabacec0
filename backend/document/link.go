package document

import (
	"html"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stepwise/backend/crm"
)

// candidate finds what looks like a link in plain text: an address of a page,
// of a mailbox, or an explicit mailto: or tel:.
var candidate = lazily(`(?i)(?:https?://|www\.)[^\s<>"]+|mailto:[^\s<>"]+|tel:\+?[0-9][0-9().\-]*[0-9]|[\pL\pN][\pL\pN._%+\-]*@[\pL\pN][\pL\pN\-]*(?:\.[\pL\pN][\pL\pN\-]*)+`)

// forbidden finds links that may stand in no template: they run or read
// something. "Data: 12.05" is Romanian, so data: counts only with what makes
// it a link.
var forbidden = lazily(`(?i)(?:^|[^\pL\pN])((?:javascript|vbscript|livescript)[\pZ\s]*:|data[\pZ\s]*:[\pZ\s]*(?:[a-z]+/[a-z0-9.+\-]+|;base64|;charset|,)|file[\pZ\s]*:[/\\])`)

const (
	maxLink = 2000 // bytes; longer ones stay text
	maxWord = 200  // bytes before a link that are looked at
)

// escaper writes what html.EscapeString gives.
var escaper = strings.NewReplacer("&", "&amp;", "'", "&#39;", "<", "&lt;", ">", "&gt;", `"`, "&#34;")

func escape(b *strings.Builder, text string) {
	_, _ = escaper.WriteString(b, text) // a Builder takes everything
}

// linked escapes a plain text for HTML, with its links made clickable.
func linked(text string) string {
	var b strings.Builder
	writeLinked(&b, text)
	return b.String()
}

func writeLinked(b *strings.Builder, text string) {
	if !mayLink(text) {
		escape(b, text)
		return
	}
	pos := 0
	for _, m := range candidates(text) {
		if m[1]-m[0] > maxLink || glued(text[max(0, m[0]-maxWord):m[0]]) {
			continue
		}
		start, end := m[0], m[0]+len(trimLink(text[m[0]:m[1]]))
		href, ok := target(text[start:end])
		if !ok {
			continue
		}
		escape(b, text[pos:start])
		b.WriteString(`<a href="` + html.EscapeString(href) + `" class="link" style="` + linkStyle + `">` + html.EscapeString(text[start:end]) + `</a>`)
		pos = end
	}
	escape(b, text[pos:])
}

// candidates are where candidate finds something. What it finds has no spaces, so
// words without a sign of a link aren't searched: that would be most of the work
// of an email.
func candidates(text string) (list [][2]int) {
	const spaces = " \t\n\f\r"
	for pos := 0; pos < len(text); {
		end := strings.IndexAny(text[pos:], spaces)
		if end < 0 {
			end = len(text)
		} else {
			end += pos
		}
		if word := text[pos:end]; mayLink(word) {
			for _, m := range candidate().FindAllStringIndex(word, -1) {
				list = append(list, [2]int{pos + m[0], pos + m[1]})
			}
		}
		pos = end + 1
	}
	return list
}

// glued says whether a link would begin in the middle of a word or of an
// address that is not a link as a whole ("ftp://ana@a.ro").
func glued(before string) bool {
	word := before[strings.LastIndexAny(before, " \t\n")+1:]
	r, _ := utf8.DecodeLastRuneInString(word)
	return strings.Contains(word, "://") || strings.ContainsRune("/@._-", r) || unicode.IsLetter(r) || unicode.IsDigit(r)
}

// trimLink leaves out the punctuation behind a link that belongs to the
// sentence, and a bracket that was opened before it.
func trimLink(s string) string {
	for s != "" {
		last := s[len(s)-1]
		switch {
		case strings.IndexByte(`.,;:!?'*_~|`, last) >= 0:
			s = s[:len(s)-1]
		case last == ')' && strings.Count(s, "(") < strings.Count(s, ")"), last == ']' && strings.Count(s, "[") < strings.Count(s, "]"), last == '}' && strings.Count(s, "{") < strings.Count(s, "}"):
			s = s[:len(s)-1]
		case strings.HasSuffix(s, "”"), strings.HasSuffix(s, "…"):
			s = s[:len(s)-len("”")]
		case strings.HasSuffix(s, "»"):
			s = s[:len(s)-len("»")]
		default:
			return s
		}
	}
	return s
}

// target is where a written link leads, or false where it must stay text:
// only http, https, mailto and tel are followed, never with a user name before
// the host ("https://bank.ro@elsewhere.com").
func target(link string) (string, bool) {
	lower := strings.ToLower(link)
	switch {
	case strings.ContainsFunc(link, unsafe):
		return "", false
	case strings.HasPrefix(lower, "www."):
		link = "https://" + link
	case !strings.Contains(lower, ":") && strings.Contains(lower, "@"):
		link = "mailto:" + link
	}
	u, err := url.Parse(link)
	if err != nil {
		return "", false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return link, u.Hostname() != "" && u.User == nil
	case "mailto":
		at := strings.IndexByte(u.Opaque, '@')
		return link, at > 0 && at < len(u.Opaque)-1
	case "tel":
		return link, u.Opaque != ""
	}
	return "", false
}

// hrefOf is where a link, button or picture leads, or false where it leads
// nowhere: as target, and "firma.ro/oferta" is a page too.
func hrefOf(link string) (string, bool) {
	// the space of a name that was filled in
	link = strings.ReplaceAll(strings.TrimSpace(link), " ", "%20")
	if len(link) > maxLink {
		return "", false
	}
	if bareHost().MatchString(link) {
		link = "https://" + link
	}
	return target(link)
}

var bareHost = lazily(`^[\pL\pN][\pL\pN\-]*(?:\.[\pL\pN][\pL\pN\-]*)*\.\pL{2,}(?:[/?#][^@]*)?$`)

// checkHref says what is wrong with a link as it is written in a template, its
// merge fields not filled in yet; what they give is looked at again by hrefOf.
func checkHref(link string) (wrong crm.Phrase, ok bool) {
	if m := forbidden().FindStringSubmatch(link); m != nil {
		return crm.Say("document.link", "link", schemeOf(m[1])), false
	}
	written, _, merged := strings.Cut(link, "{{")
	scheme, _, given := strings.Cut(written, ":")
	switch {
	case !merged:
		_, ok = hrefOf(link)
	case given:
		ok = slices.Contains([]string{"http", "https", "mailto", "tel"}, strings.ToLower(strings.TrimSpace(scheme)))
	default:
		ok = !strings.HasPrefix(written, "/")
	}
	return crm.Say("document.doc_href", "link", snippet(link)), ok
}

// schemeOf is how a forbidden link begins.
func schemeOf(link string) string {
	scheme, _, _ := strings.Cut(strings.ToLower(link), ":")
	return strings.TrimSpace(scheme) + ":"
}

func unsafe(r rune) bool {
	return r <= ' ' || r >= 0x7f && r < 0xa0 || strings.ContainsRune("<>\"`\\", r)
}
