package merge

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/crm"
)

var (
	foreign     = regexp.MustCompile(`\{%(?:[^{}%]|%[^{}%])*%\}`)
	foreignHead = regexp.MustCompile(`^([A-Za-z]+)(?:\.(\w+))?`)
	foreignMove = regexp.MustCompile(`(?i)^([+-]\d{1,4})\s*(workdays?|days?|weeks?)?`)
)

// foreignGroups are MiniCRM's nouns, and others that people use, and ours.
var foreignGroups = map[string]string{
	"person": "contact", "contact": "contact", "company": "company", "business": "company",
	"project": "card", "card": "card", "invoice": "card", "owner": "owner", "user": "owner", "today": "today",
	"link":   "link",
	"client": "contact", "customer": "contact", "lead": "contact", "deal": "card", "opportunity": "card", "colleague": "owner", "firm": "company",
}

// foreignNames are names of theirs that are not ours without the underscores.
var foreignNames = map[string]string{
	"card.statusid": "card.status", "card.userid": "owner.name", "card.createdat": "card.created",
	"card.statusupdatedat": "card.status_since", "card.updatedat": "card.modified", "card.url": "card.link",
}

// foreignOwn are names of theirs that mean the business itself, whatever the
// noun is elsewhere: where to come to, where to write a review.
var foreignOwn = map[string]string{
	"company.address": "workspace.address", "company.reviewurl": "workspace.review_link",
}

// Convert turns MiniCRM's fields, {%Person.FirstName?:"reader"%}, into ours,
// {{contact.first_name | default: "reader"}}, with their fallbacks, |lower and
// |upper, date formats and Today+3. Those without a counterpart in the
// catalogue stay as they are (Check names them). Inside our own fields it
// straightens the curly quotes that word processors make. It returns the text
// and how many fields it changed; a second time it changes nothing.
func Convert(src string, cat *crm.Catalogue) (string, int) {
	types, n := Types(cat), 0
	src = foreign.ReplaceAllStringFunc(src, func(m string) string {
		if ours, ok := convertField(m[2:len(m)-2], types); ok {
			n++
			return ours
		}
		return m
	})
	var b strings.Builder
	parts, _ := parse(src)
	for _, p := range parts {
		if straight, ok := straightened(p.text); ok {
			p.text = straight
			n++
		}
		b.WriteString(p.text)
	}
	return b.String(), n
}

// straightened mends a {{field}} that is wrong only because of its quotes or
// no-break spaces.
func straightened(text string) (string, bool) {
	if !strings.HasPrefix(text, "{{") || !strings.HasSuffix(text, "}}") {
		return text, false
	}
	s := straightQuotes.Replace(text)
	if s == text {
		return text, false
	}
	if _, problem := parseExpr(text[2 : len(text)-2]); problem == nil {
		return text, false
	}
	_, problem := parseExpr(s[2 : len(s)-2])
	return s, problem == nil
}

var straightQuotes = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‟", `"`, "«", `"`, "»", `"`, "‘", "'", "’", "'", "\u00a0", " ")

func convertField(inner string, types map[string]string) (string, bool) {
	inner = strings.TrimSpace(straightQuotes.Replace(inner))
	head := foreignHead.FindStringSubmatch(inner)
	if head == nil {
		return "", false
	}
	path := counterpart(head[1], head[2], types)
	if path == "" {
		return "", false
	}
	filters, fallback, ok := convertTail(inner[len(head[0]):], types[path])
	if !ok {
		return "", false
	}
	out := "{{" + path + filters + fallback + "}}"
	e, problem := parseExpr(out[2 : len(out)-2])
	if problem != nil || len(e.check(types)) > 0 {
		return "", false
	}
	return out, true
}

// counterpart finds our path for their noun and name, by the letters alone:
// Project.ValidUntil is card.valid_until.
func counterpart(noun, name string, types map[string]string) string {
	group := foreignGroups[strings.ToLower(noun)]
	if group == "today" && name == "" {
		return group
	}
	if group == "" || group == "today" || name == "" {
		return ""
	}
	wanted := group + "." + letters(name)
	if own := foreignOwn[strings.ToLower(noun)+"."+letters(name)]; own != "" {
		return own
	}
	if strings.EqualFold(noun, "invoice") {
		// the product may be of invoices, or have fields of one
		if path := counterpart("card", "invoice"+name, types); path != "" {
			return path
		}
	}
	for _, path := range slices.Sorted(maps.Keys(types)) {
		g, n, _ := strings.Cut(path, ".")
		if g+"."+letters(n) == wanted {
			return path
		}
	}
	if path := foreignNames[wanted]; types[path] != "" {
		return path
	}
	return ""
}

func letters(s string) string { return strings.ToLower(strings.ReplaceAll(s, "_", "")) }

// convertTail reads what stands behind the name, in any order: +3days,
// :dd.MM, |lower, ?:"fallback". The fallback goes last in ours.
func convertTail(rest, typ string) (filters, fallback string, ok bool) {
	for rest = strings.TrimSpace(rest); rest != ""; rest = strings.TrimSpace(rest) {
		switch {
		case strings.HasPrefix(rest, "?:"):
			var text string
			if text, rest, ok = fallbackText(strings.TrimSpace(rest[2:])); !ok {
				return "", "", false
			}
			quote := `"`
			if strings.Contains(text, quote) {
				quote = "'"
			}
			fallback = " | default: " + quote + text + quote
		case rest[0] == '|':
			end := strings.IndexAny(rest[1:], "|?:") + 1
			if end == 0 {
				end = len(rest)
			}
			filters += " | " + strings.ToLower(strings.TrimSpace(rest[1:end]))
			rest = rest[end:]
		case rest[0] == ':' && (typ == TypeDate || typ == TypeDateTime):
			end := indexOrEnd(rest, "?:", "|")
			filters += ` | date: "` + convertPattern(strings.TrimSpace(rest[1:end])) + `"`
			rest = rest[end:]
		default:
			m := foreignMove.FindStringSubmatch(rest)
			if m == nil {
				return "", "", false
			}
			filters += move(m[1], strings.ToLower(m[2]))
			rest = rest[len(m[0]):]
		}
	}
	return filters, fallback, true
}

func move(amount, unit string) string {
	amount = strings.TrimPrefix(amount, "+")
	switch {
	case strings.HasPrefix(unit, "workday"):
		return " | add_workdays: " + amount
	case strings.HasPrefix(unit, "week"):
		n, err := strconv.Atoi(amount)
		if err != nil {
			return ""
		}
		return " | add_days: " + strconv.Itoa(7*n)
	default:
		return " | add_days: " + amount
	}
}

// fallbackText reads a fallback in quotes, or bare up to the next bar.
func fallbackText(s string) (text, rest string, ok bool) {
	if s == "" {
		return "", "", false
	}
	if q := s[0]; q == '"' || q == '\'' {
		end := strings.IndexByte(s[1:], q)
		if end < 0 {
			return "", "", false
		}
		return s[1 : 1+end], s[end+2:], true
	}
	end := indexOrEnd(s, "|")
	return strings.TrimSpace(s[:end]), s[end:], true
}

func indexOrEnd(s string, marks ...string) int {
	end := len(s)
	for _, m := range marks {
		if i := strings.Index(s, m); i >= 0 {
			end = min(end, i)
		}
	}
	return end
}

// convertPattern accepts YYYY and DD for yyyy and dd.
func convertPattern(p string) string {
	if validPattern(p) {
		return p
	}
	return strings.NewReplacer("Y", "y", "D", "d").Replace(p)
}
