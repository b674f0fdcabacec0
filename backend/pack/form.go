package pack

import (
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
)

// Form is a page of questions for visitors, with names in it. Its address and the
// owners of its cards are the product's to say.
type Form struct {
	Name       string
	Language   string // of its page; "" for the visitor's
	Title      string
	Intro      string
	Button     string
	Fields     []FormField
	Status     string // "" for the product's first
	Duplicates crm.Duplicates
	Consent    crm.FormConsent
	Thanks     crm.FormThanks
	Guard      crm.FormGuard
}

// FormField is a question, or a value that goes along unseen.
type FormField struct {
	Fills    string // what every product has, "contact.email"; "" for a custom field
	Field    string // the name of a custom field
	Label    string
	Help     string
	Required bool
	Hidden   bool
	Value    string // of a hidden one; choices and tags by name
}

// What a question may fill besides custom fields.
const (
	cardPath = "card."
	cardTags = cardPath + "tags"
)

var filled = []string{
	"contact.name", "contact.first_name", "contact.last_name", "contact.email", "contact.phone", "contact.company", "contact.website", "contact.address",
	"card.name", "card.note", cardTags,
}

func readForm(at place) Form {
	o := at.object("name", "fields", "", "language", "title", "intro", "button", "status", "duplicates", "consent", "thanks", "guard")
	f := Form{
		Name: o["name"].text(), Language: o["language"].text(), Title: o["title"].text(), Intro: o["intro"].text(), Button: o["button"].text(),
		Status:     o["status"].text(),
		Duplicates: crm.Duplicates(o["duplicates"].word(string(crm.DuplicatesUpdate), string(crm.DuplicatesNew), string(crm.DuplicatesRefuse))),
	}
	o["fields"].each(func(_ int, item place) { f.Fields = append(f.Fields, readFormField(item)) })
	c := o["consent"].object("", "ask", "wording", "confirm")
	f.Consent = crm.FormConsent{Ask: c["ask"].yes(), Wording: c["wording"].text(), Confirm: c["confirm"].yes()}
	t := o["thanks"].object("", "text", "address")
	f.Thanks = crm.FormThanks{Text: t["text"].text(), Address: t["address"].text()}
	g := o["guard"].object("", "work", "per_address", "per_hour", "links")
	f.Guard = crm.FormGuard{Work: g["work"].yes(), PerAddress: g["per_address"].number(), PerHour: g["per_hour"].number(), Links: crm.DefaultLinks}
	if g["links"].there() {
		f.Guard.Links = g["links"].number()
	}
	return f
}

func readFormField(at place) FormField {
	o := at.object("", "fills", "field", "label", "help", "required", "hidden", "value")
	f := FormField{
		Field: o["field"].text(), Label: o["label"].text(), Help: o["help"].text(), Required: o["required"].yes(), Hidden: o["hidden"].yes(),
		Value: o["value"].text(),
	}
	if o["fills"].there() {
		f.Fills = o["fills"].word(filled...)
	}
	if (f.Fills == "") == (f.Field == "") {
		at.wrong("packs.fills_or_field")
	}
	return f
}

func writeForm(f Form) any {
	var links any
	if f.Guard.Links != crm.DefaultLinks {
		links = literally(strconv.Itoa(f.Guard.Links))
	}
	return mapping{
		{"name", f.Name}, {"language", f.Language}, {"title", f.Title}, {"intro", f.Intro},
		{"fields", orEmpty(each(f.Fields, writeFormField), len(f.Fields), "[]")},
		{"button", f.Button}, {"status", f.Status}, {"duplicates", unless(string(f.Duplicates), string(crm.DuplicatesUpdate))},
		{"consent", mapping{{"ask", f.Consent.Ask}, {"wording", f.Consent.Wording}, {"confirm", f.Consent.Confirm}}},
		{"thanks", mapping{{"text", f.Thanks.Text}, {"address", f.Thanks.Address}}},
		{"guard", mapping{
			{"work", f.Guard.Work}, {"per_address", notUsual(f.Guard.PerAddress, crm.DefaultPerAddress)},
			{"per_hour", notUsual(f.Guard.PerHour, crm.DefaultPerHour)}, {"links", links},
		}},
	}
}

func writeFormField(f FormField) any {
	return flow{
		{"fills", f.Fills}, {"field", f.Field}, {"label", f.Label}, {"help", f.Help}, {"required", f.Required}, {"hidden", f.Hidden}, {"value", f.Value},
	}
}

func notUsual(n, usual int) int {
	if n == usual {
		return 0
	}
	return n
}

// FormName is what packs call a form of a product: its name, with a number where
// others have it too.
func FormName(forms []crm.FormName, id crm.FormID) string {
	i := slices.IndexFunc(forms, func(f crm.FormName) bool { return f.ID == id })
	if i < 0 {
		return ""
	}
	return formNames(forms)[i]
}

// formNames are the names of forms in packs, each once.
func formNames(forms []crm.FormName) []string {
	taken, own := map[string]bool{}, map[string]bool{}
	for _, f := range forms {
		taken[f.Name] = true
	}
	out := make([]string, len(forms))
	for i, f := range forms {
		out[i] = f.Name
		for n := 2; own[f.Name] && taken[out[i]]; n++ {
			out[i] = f.Name + " (" + strconv.Itoa(n) + ")"
		}
		own[f.Name], taken[out[i]] = true, true
	}
	return out
}

// form takes a form into the pack, once.
func (g *gatherer) form(id crm.FormID) error {
	if id == 0 || g.src.Form == nil || slices.Contains(g.forms, id) {
		return nil
	}
	f, err := g.src.Form(id)
	if err != nil {
		return err
	}
	g.forms = append(g.forms, id)
	out := Form{
		Name: FormName(g.src.Cat.Forms, id), Language: f.Language, Title: f.Title, Intro: f.Intro, Button: f.Button, Duplicates: f.Duplicates,
		Consent: f.Consent, Thanks: f.Thanks, Guard: f.Guard,
	}
	if st, ok := g.src.Cat.Status(f.Status); ok {
		g.statuses[st.ID], out.Status = true, st.Name
	}
	for _, q := range f.Fields {
		out.Fields = append(out.Fields, g.formField(q))
	}
	g.p.Forms = append(g.p.Forms, out)
	return nil
}

func (g *gatherer) formField(q crm.FormField) FormField {
	out := FormField{Fills: q.Source, Label: q.Label, Help: q.Help, Required: q.Required, Hidden: q.Hidden, Value: q.Value}
	if q.Source == cardTags {
		g.tagsIn(q.Value)
	}
	if slices.Contains(filled, q.Source) {
		return out
	}
	slug := strings.TrimPrefix(q.Source, cardPath)
	for _, f := range g.src.Cat.Fields {
		if f.Slug == slug {
			g.fields[f.ID] = true
			out.Fills, out.Field, out.Value = "", f.Name, g.n.choicesIn(f, q.Value)
		}
	}
	return out
}

// tagsIn notes the tags of a text with names between commas.
func (g *gatherer) tagsIn(text string) {
	for part := range strings.SplitSeq(text, ",") {
		for _, t := range g.src.Cat.Tags {
			if fold.Fold(t.Name) == fold.Fold(fold.Clean(part)) {
				g.tags[t.ID] = true
			}
		}
	}
}

// choicesIn is a typed text of a field with the names of the choices that it has
// the ids of.
func (n *names) choicesIn(f crm.Field, text string) string {
	for _, c := range f.Choices {
		if strings.TrimSpace(text) == c.ID.String() {
			return c.Name
		}
	}
	return text
}

// formWords are a form's words in a language; labels also hold those of helps.
type formWords struct {
	title, intro, button, consent, thanks string
	labels                                map[string]string
}

func readFormWords(at place) map[string]formWords {
	out := map[string]formWords{}
	at.each(func(_ int, item place) {
		o := item.object("of", "", "title", "intro", "button", "consent", "thanks", "labels")
		out[o["of"].text()] = formWords{
			o["title"].text(), o["intro"].text(), o["button"].text(), o["consent"].text(), o["thanks"].text(), o["labels"].dictionary(),
		}
	})
	return out
}

// form is a form in the language of the words.
func (t *translation) form(f Form, name func(string) string, r *reader) Form {
	words := t.forms[f.Name]
	missing := func(of, said string) bool { return (of == "") != (said == "") }
	wrong := missing(f.Title, words.title) || missing(f.Intro, words.intro) || missing(f.Button, words.button) ||
		missing(f.Consent.Wording, words.consent) || missing(f.Thanks.Text, words.thanks)
	f.Fields = slices.Clone(f.Fields)
	for i := range f.Fields {
		q := &f.Fields[i]
		label, help := words.labels[q.Label], words.labels[q.Help]
		wrong = wrong || missing(q.Label, label) || missing(q.Help, help)
		q.Label, q.Help, q.Field = label, help, name(q.Field)
		if w, ok := t.names[q.Value]; ok {
			q.Value = w
		}
	}
	if wrong {
		r.bad.Add("forms", "packs.no_words", "name", f.Name)
	}
	if f.Language != "" {
		f.Language = t.language
	}
	f.Name, f.Status, f.Title, f.Intro, f.Button = name(f.Name), name(f.Status), words.title, words.intro, words.button
	f.Consent.Wording, f.Thanks.Text = words.consent, words.thanks
	return f
}
