package intake

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/importer"
)

// known says where what stands behind a usual label goes.
var known = map[importer.Target]string{
	importer.ContactFirst: "contact.first_name", importer.ContactLast: "contact.last_name", importer.ContactName: "contact.name",
	importer.ContactEmail: "contact.email", importer.ContactPhone: "contact.phone", importer.ContactFirm: "contact.company",
	importer.ContactWebsite: "contact.website", importer.ContactPostal: "contact.address", importer.CardNote: "card.note",
}

// usual are labels of websites' forms that no file of clients has.
var usual = map[string]string{
	"message": "card.note", "your message": "card.note", "mesaj": "card.note", "mesajul": "card.note", "mesajul dvs": "card.note", "mesajul dumneavoastra": "card.note",
	"mesajul tau": "card.note", "textul mesajului": "card.note", "uzenet": "card.note", "uzenet szovege": "card.note", "az on uzenete": "card.note", "uzenete": "card.note",
	"enquiry": "card.note", "inquiry": "card.note", "question": "card.note", "intrebare": "card.note", "kerdes": "card.note",
	"your name": "contact.name", "numele dvs": "contact.name", "numele dumneavoastra": "contact.name", "numele tau": "contact.name", "az on neve": "contact.name", "neve": "contact.name",
	"your email": "contact.email", "your e mail": "contact.email", "emailul dvs": "contact.email", "adresa dvs de email": "contact.email", "email cime": "contact.email", "e mail cime": "contact.email",
	"your phone": "contact.phone", "your phone number": "contact.phone", "telefonul dvs": "contact.phone", "telefonszama": "contact.phone",
}

// Found is a label that was found in a text, with what stands behind it.
type Found struct {
	Label string // as it is written
	Value string
	Key   string // "" where no rule takes it
}

// many are the keys whose values may have several lines.
func many(key string, long map[string]bool) bool {
	return key == "card.note" || key == "contact.address" || long[key]
}

// longest is the longest label, in characters; what is longer is a sentence.
const longest = crm.MaxLeadLabel

// mostFound is how many labels are looked at: a flood of them is no form.
const mostFound = 500

// Labels reads "Label: value" in a text: on one line, behind a tab, or with the
// value on the lines below. Case and marks don't matter. long are the keys of
// fields that take several lines; other values end with their line. Of a key that
// comes twice the first value counts.
func Labels(text string, rules crm.LeadRules, long map[string]bool) (list []Found) {
	r := reading{rules: keysOf(rules), known: rules.Known, long: long}
	for line := range strings.SplitSeq(text, "\n") {
		if len(r.list) >= mostFound {
			break
		}
		r.line(line)
	}
	r.close()
	return r.list
}

// keysOf are the rules by their labels.
func keysOf(rules crm.LeadRules) map[string]string {
	out := map[string]string{}
	for _, rule := range rules.Labels {
		for _, label := range rule.Labels {
			for _, form := range forms(label) {
				if _, twice := out[form]; !twice {
					out[form] = rule.Key
				}
			}
		}
	}
	return out
}

// forms are how a label is looked up: as it stands, and without what is in
// brackets.
func forms(label string) []string {
	out := []string{importer.Words(label)}
	if i := strings.IndexAny(label, "(["); i > 0 {
		out = append(out, importer.Words(label[:i]))
	}
	if out[0] == "" {
		return nil
	}
	return out
}

type reading struct {
	rules map[string]string
	known bool
	long  map[string]bool
	list  []Found
	open  *Found // whose value the next lines may go on with
	lines []string
}

var (
	separator = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*([-_=*~]\s?){2,}\s*$`) })
	lead      = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[\s>*•·▪–-]+`) })
)

func (r *reading) line(raw string) {
	line := strings.TrimSpace(lead().ReplaceAllString(raw, ""))
	if separator().MatchString(raw) {
		r.close()
		return
	}
	label, value, cut := cutLabel(line)
	if cut {
		if key, is := r.key(label); is {
			r.begin(label, value, key)
			return
		}
	}
	if key, is := r.key(line); is && line != "" && !strings.ContainsAny(line, "\t") && r.alone(line) {
		r.begin(strings.TrimRight(line, ":* "), "", key)
		return
	}
	switch {
	case r.open != nil && many(r.open.Key, r.long):
		r.lines = append(r.lines, strings.TrimRight(strings.TrimPrefix(raw, "> "), " \t"))
	case cut && value != "" && looksLabel(label):
		r.close()
		r.list = append(r.list, Found{Label: label, Value: value})
	case r.open != nil && r.open.Value == "" && len(r.lines) == 0 && line != "":
		r.lines = append(r.lines, line)
	}
}

// alone says whether a line can be a label whose value stands below. Within a
// text of several lines it needs its colon, or a rule that names it.
func (r *reading) alone(line string) bool {
	if r.open == nil || !many(r.open.Key, r.long) || strings.HasSuffix(line, ":") || len(r.lines) == 0 {
		return true
	}
	_, named := r.rules[importer.Words(line)]
	return named
}

// key is where what stands behind a label goes; is says that it is a label.
func (r *reading) key(label string) (key string, is bool) {
	if utf8.RuneCountInString(label) > longest {
		return "", false
	}
	for _, form := range forms(strings.TrimRight(label, ":* ")) {
		if key, is := r.rules[form]; is {
			return key, true
		}
	}
	if !r.known {
		return "", false
	}
	for _, form := range forms(label) {
		if key, is := usual[form]; is {
			return key, true
		}
	}
	key, is = known[importer.TargetOf(label)]
	return key, is
}

func (r *reading) begin(label, value, key string) {
	r.close()
	r.open = &Found{Label: label, Value: value, Key: key}
}

// close ends the value that is open.
func (r *reading) close() {
	if r.open == nil {
		return
	}
	f := *r.open
	f.Value = strings.TrimSpace(f.Value + "\n" + strings.Join(r.lines, "\n"))
	if !many(f.Key, r.long) {
		f.Value = strings.Join(strings.Fields(f.Value), " ")
	}
	r.open, r.lines = nil, nil
	if f.Value != "" {
		r.list = append(r.list, f)
	}
}

// cutLabel cuts a line at what ends a label: a tab, a colon, or an equals sign
// between spaces.
func cutLabel(line string) (label, value string, ok bool) {
	at, size := -1, 1
	if i := strings.IndexByte(line, '\t'); i > 0 {
		at = i
	}
	if i := strings.IndexByte(line, ':'); i > 0 && (at < 0 || i < at) && !strings.HasPrefix(line[i:], "://") {
		at = i
	}
	if i := strings.Index(line, " = "); i > 0 && at < 0 {
		at, size = i, 3
	}
	if at < 0 {
		return "", "", false
	}
	label = strings.Trim(line[:at], " *_:\t")
	value = strings.TrimSpace(strings.TrimLeft(line[at+size:], ":*\t "))
	return label, value, label != ""
}

// looksLabel says whether a text before a colon is rather a label than a
// sentence: a few words, the first with a capital.
func looksLabel(label string) bool {
	first, _ := utf8.DecodeRuneInString(label)
	return utf8.RuneCountInString(label) <= 40 && len(strings.Fields(label)) <= 5 && (unicode.IsUpper(first) || unicode.IsDigit(first)) && !strings.ContainsAny(label, ".!?@")
}
