package mailbox

import (
	"html"
	"strings"
	"unicode"
)

// What is kept of a mail's words, in characters.
const (
	mostSubject = 200
	mostOwn     = 500
	mostWords   = 500
)

var (
	tag       = lazily(`(?s)<[^>]*>`)
	notShown  = lazily(`(?is)<(script|style|head|blockquote)\b.*?(</(script|style|head|blockquote)\s*>|$)`)
	lineBreak = lazily(`(?i)<(br|/p|/div|/tr|/li|/h[1-6])\b[^>]*>`)
	// quoted is where what somebody else wrote before begins.
	quoted = lazily(`(?im)^(>|-{2,}\s*(original message|forwarded message|mesaj original|eredeti üzenet)|_{10,}|(on|la|în|in|pe|am|le) .{4,200}(wrote|a scris|írta|schrieb|a écrit)\s*:|.{4,200}(ezt írta|a scris)[^\n]{0,60}:\s*$|(from|de la|feladó|von|de)\s*:\s.*@)`)
)

// bare is the text of HTML, well enough for a line of history.
func bare(source string) string {
	s := notShown().ReplaceAllString(source, " ")
	s = lineBreak().ReplaceAllString(s, "\n")
	return html.UnescapeString(tag().ReplaceAllString(s, " "))
}

// own are the first lines that the writer wrote: without what they quote.
func (p *parts) own() string {
	text := p.plain
	if strings.TrimSpace(text) == "" {
		text = bare(p.html)
	}
	if at := quoted().FindStringIndex(text); at != nil {
		text = text[:at[0]]
	}
	return oneLine(text, mostOwn)
}

// all is everything readable, for what programs wrote in no form at all.
func (p *parts) all() string { return p.plain + "\n" + bare(p.html) }

// oneLine is text without line ends and control characters, cut to a length in
// characters.
func oneLine(text string, most int) string {
	var b strings.Builder
	space, n := false, 0
	for _, r := range text {
		if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			space = n > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			n++
		}
		if space = false; n >= most {
			return strings.TrimSpace(b.String()) + "…"
		}
		b.WriteRune(r)
		n++
	}
	return b.String()
}
