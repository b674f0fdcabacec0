package intake

import (
	"regexp"
	"strings"
	"sync"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
)

var address = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[^\s<>()\[\],;:"']+@[^\s<>()\[\],;:"']+`) })

// Letter reads a mail by rules: texts by the keys of a lead, and the labels that
// were found. What its labels say wins over who sent it and over its subject.
func Letter(l crm.Letter, rules crm.LeadRules, long map[string]bool) (given map[string]string, found []Found) {
	given = map[string]string{}
	found = Labels(l.Plain, rules, long)
	if rich := Labels(l.Rich, rules, long); used(rich) > used(found) {
		found = rich
	}
	for _, f := range found {
		if f.Key == "" || given[f.Key] != "" {
			continue
		}
		given[f.Key] = f.Value
	}
	mailOf(given)
	nameOf(given)
	switch rules.Client {
	case crm.ClientSender:
		from(given, l.Name, l.From)
	case crm.ClientReplyTo:
		from(given, l.ReplyName, l.ReplyTo)
	}
	if rules.Title != "" && given[rules.Title] == "" {
		given[rules.Title] = l.Subject
	}
	if body := l.Body(); rules.Body && body != "" {
		given["card.note"] = l.Subject + "\n\n" + body
	}
	given["card.note"] = note(given["card.note"])
	return given, found
}

// used counts the labels that rules take.
func used(list []Found) (n int) {
	for _, f := range list {
		if f.Key != "" {
			n++
		}
	}
	return n
}

// mailOf takes what is no address out of what stands behind "Email": a name, a
// link that a mail program added.
func mailOf(given map[string]string) {
	text := given["contact.email"]
	at := address().FindStringIndex(text)
	if at == nil {
		return
	}
	given["contact.email"] = strings.TrimRight(strings.TrimPrefix(text[at[0]:at[1]], "mailto:"), ".")
	name := strings.Trim(text[:at[0]], ` <("'[`)
	if name != "" && named(given) == "" && !strings.ContainsAny(name, "@:") {
		given["contact.name"] = name
	}
}

func named(given map[string]string) string {
	return given["contact.name"] + given["contact.first_name"] + given["contact.last_name"]
}

// from is the client as a header names them, where the text says nothing else.
func from(given map[string]string, name, email string) {
	if email == "" || given["contact.email"] != "" && !strings.EqualFold(given["contact.email"], email) {
		return
	}
	given["contact.email"] = email
	if named(given) == "" && name != "" && !strings.Contains(name, "@") {
		given["contact.name"] = name
	}
}

// note is a text as long as a note may be.
func note(text string) string {
	runes := []rune(strings.TrimSpace(text))
	if len(runes) > crm.MaxCardNote {
		return string(runes[:crm.MaxCardNote-1]) + "…"
	}
	return string(runes)
}

// nameOf settles what "Nume" and "Név" mean beside a first name: the family name,
// or the whole name.
func nameOf(given map[string]string) {
	first, name := given["contact.first_name"], given["contact.name"]
	if first == "" || name == "" || given["contact.last_name"] != "" {
		return
	}
	if strings.Contains(fold.Fold(name), fold.Fold(first)) {
		delete(given, "contact.first_name")
		return
	}
	given["contact.last_name"] = name
	delete(given, "contact.name")
}
