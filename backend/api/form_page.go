package api

import (
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/words"
)

// Names of what a form's page sends besides its answers. No answer has such a
// name: those have a point in them.
const (
	FormTrap    = "re_subject" // people don't see it
	FormToken   = "t"          // our page's one-time token
	FormWork    = "w"          // what the browser counted
	FormConsent = "consent"    // the box
)

// FormPage is a form as its page shows it, in words of one language.
type FormPage struct {
	Slug      string
	Lang      string
	Title     string
	Intro     string
	Button    string
	Questions []FormQuestion
	Consent   FormBox
	Token     string
	Work      int    // zero bits that the browser has to find; 0: none
	Error     string // above everything: what is in the way; "" for nothing
	Wrong     int    // questions that are to be mended
	Leads     string // the site that it leads to after the thanks, "https://firma.ro"; "" for none
	Target    string // the address of that
	Thanks    string
	Frame     bool // it stands inside another page
	Fixed     bool // in this language only
	Confirm   bool // a mail may ask to confirm the address
}

// FormQuestion is one question as the page shows it.
type FormQuestion struct {
	Name     string // what it fills, and its name in what is sent
	ID       string // on the page
	Label    string
	Help     string
	Wrong    string // what is wrong with the answer; "" for nothing
	Type     string // as FormSource
	Required bool
	Max      int // characters
	Answer   string
	Options  []FormOption // of choices and of yes or no
}

// FormOption is one thing to choose.
type FormOption struct {
	Value, Text string
	Chosen      bool
}

// FormBox is how the page asks whether the business may write.
type FormBox struct {
	Ask     bool   // there is a box
	Wording string // "" for nothing to say
	Ticked  bool
}

// said is what a visitor typed, and what is wrong with it.
type said struct {
	answers map[string]string
	agreed  bool
	wrong   crm.Problems // paths are sources
	token   string
	error   crm.Phrase
	frame   bool
}

// workBits is how much a browser has to count where a form wants it: a second of
// a slow phone, at most.
const workBits = 16

// formPage draws a form in a language, as it was typed so far.
func (s *Service) formPage(v *store.View, f crm.Form, lang string, t said) (p FormPage, err error) {
	cat, err := v.Catalogue(f.Product)
	if err != nil {
		return p, err
	}
	ws, err := v.Workspace()
	if err != nil {
		return p, err
	}
	say := func(key string, pairs ...any) string { return s.deps.Say(lang, crm.Say(key, pairs...)) }
	p = FormPage{
		Slug: f.Slug, Lang: lang, Title: f.Title, Intro: f.Intro, Button: f.Button, Token: t.token, Frame: t.frame,
		Consent: FormBox{Ask: f.Consent.Ask, Wording: f.Consent.Wording, Ticked: t.agreed}, Target: f.Thanks.Address, Thanks: f.Thanks.Text,
		Fixed: f.Language != "", Confirm: f.Consent.Confirm,
	}
	if p.Title == "" {
		p.Title = f.Name
	}
	if p.Button == "" {
		p.Button = say("form.page.send")
	}
	if p.Thanks == "" {
		p.Thanks = say("form.page.thanks_text")
	}
	if p.Consent.Ask && p.Consent.Wording == "" {
		p.Consent.Wording = s.deps.Say(lang, consentWords(ws))
	}
	if f.Guard.Work {
		p.Work = workBits
	}
	p.Leads = siteOf(f.Thanks.Address)
	if t.error.Key != "" {
		p.Error = s.deps.Say(lang, t.error)
	}
	sources := formSources(cat)
	for _, field := range f.Fields {
		src, ok := sourceIn(sources, field.Source)
		if !ok || field.Hidden {
			continue
		}
		q := s.question(lang, field, src, t)
		if q.Wrong != "" {
			p.Wrong++
		}
		p.Questions = append(p.Questions, q)
	}
	return p, nil
}

// siteOf is the scheme and host of an address.
func siteOf(address string) string {
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	return scheme + "://" + rest
}

func (s *Service) question(lang string, field crm.FormField, src FormSource, t said) FormQuestion {
	q := FormQuestion{
		Name: field.Source, ID: "q-" + strings.NewReplacer(".", "-", "_", "-").Replace(field.Source), Label: field.Label, Help: field.Help, Type: src.Type,
		Required: field.Required, Answer: t.answers[field.Source], Max: crm.MaxFormAnswer,
	}
	if q.Label == "" {
		q.Label = s.deps.Say(lang, src.Label)
	}
	switch src.Type {
	case string(crm.FieldText), string(crm.FieldPhone), string(crm.FieldEmail):
		if q.Max = crm.MaxText; src.Group == "contact" || src.Source == leadCard {
			q.Max = crm.MaxName
		}
	case string(crm.FieldLink):
		q.Max = crm.MaxWebsite
	case string(crm.FieldNumber):
		q.Max = 100
	case string(crm.FieldMoney):
		q.Max = 100
		q.Label += " (" + src.Currency + ")"
	}
	if i := slices.IndexFunc(t.wrong, func(p crm.Problem) bool { return p.Path == field.Source }); i >= 0 {
		q.Wrong = s.deps.Say(lang, crm.Phrase{Key: t.wrong[i].Key, Args: withLabel(t.wrong[i].Args, q.Label)})
	}
	s.options(lang, src, &q)
	return q
}

// withLabel puts the question's own label where a problem names its field.
func withLabel(args crm.Args, label string) crm.Args {
	if _, there := args["field"]; !there {
		return args
	}
	out := crm.Args{}
	for k, x := range args {
		out[k] = x
	}
	out["field"] = label
	return out
}

func (s *Service) options(lang string, src FormSource, q *FormQuestion) {
	chosen := strings.Split(q.Answer, "\n")
	switch src.Type {
	case string(crm.FieldYesNo):
		for _, word := range []string{"yes", "no"} {
			q.Options = append(q.Options, FormOption{Value: word, Text: s.deps.Say(lang, crm.Say("form.page."+word)), Chosen: q.Answer == word})
		}
	case string(crm.FieldChoice), string(crm.FieldChoices):
		for _, name := range src.Choices {
			q.Options = append(q.Options, FormOption{Value: name, Text: name, Chosen: slices.Contains(chosen, name)})
		}
	}
}

// formLanguage is the language of a form's page: its own, else the visitor's.
func formLanguage(f crm.Form, visitor string) string {
	switch {
	case words.Has(f.Language):
		return f.Language
	case words.Has(visitor):
		return visitor
	}
	return words.Default
}

// consentWords are our own words beside the box of a form. They say so where
// opens and clicks are counted: whoever agrees must know it.
func consentWords(ws crm.Workspace) crm.Phrase {
	if ws.TrackOpens || ws.TrackClicks {
		return crm.Say("form.page.consent_tracked", "business", ws.Name)
	}
	return crm.Say("form.page.consent", "business", ws.Name)
}
