package api

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/store"
	"stepwise/backend/words"
)

// formCheck checks a form before it is saved; what it says is cleaned on the way.
type formCheck struct {
	v    *store.View
	cat  *crm.Catalogue
	form *crm.Form
	bad  crm.Problems
}

// checkForm cleans a form and says everything that is wrong with it.
func checkForm(v *store.View, f *crm.Form) error {
	cat, err := v.Catalogue(f.Product)
	if err != nil {
		return err
	}
	c := formCheck{v: v, cat: cat, form: f}
	f.Name = name(&c.bad, "name", f.Name)
	if err := c.slug(); err != nil {
		return err
	}
	if f.Language != "" && !words.Has(f.Language) {
		c.bad.Add("language", "form.error.language")
	}
	f.Title = c.short("title", f.Title)
	f.Intro = lines(&c.bad, "intro", f.Intro, crm.MaxFormText)
	f.Button = c.short("button", f.Button)
	f.Consent.Wording = lines(&c.bad, "consent.wording", f.Consent.Wording, crm.MaxFormText)
	f.Thanks.Text = lines(&c.bad, "thanks.text", f.Thanks.Text, crm.MaxFormText)
	c.thanks()
	c.guard()
	c.owners()
	if err := c.fields(); err != nil {
		return err
	}
	return c.bad.Err()
}

var formSlug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (c *formCheck) slug() (err error) {
	f := c.form
	if f.Slug = strings.TrimSpace(f.Slug); f.Slug == "" {
		f.Slug, err = freeSlug(c.v, f.Name)
		return err
	}
	if !formSlug.MatchString(f.Slug) || len(f.Slug) > crm.MaxFormSlug {
		c.bad.Add("slug", "form.error.slug", "max", crm.MaxFormSlug)
	}
	return nil
}

func (c *formCheck) short(path, text string) string {
	text = fold.Clean(text)
	if text == "" {
		return ""
	}
	if strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\u2028' || r == '\u2029' }) {
		c.bad.Add(path, "fold.control")
	}
	if n := utf8.RuneCountInString(text); n > crm.MaxFormLabel {
		c.bad.Add(path, "fold.too_long", "have", n, "max", crm.MaxFormLabel)
	}
	return text
}

func (c *formCheck) thanks() {
	t := &c.form.Thanks
	if t.Address = fold.Clean(t.Address); t.Address == "" {
		return
	}
	u, err := url.Parse(t.Address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || len(t.Address) > crm.MaxLink ||
		strings.ContainsAny(t.Address, " \"<>\\\r\n\t") {
		c.bad.Add("thanks.address", "form.error.address")
	}
}

func (c *formCheck) guard() {
	g := &c.form.Guard
	if g.PerAddress < 0 || g.PerAddress > crm.MaxPerAddress {
		c.bad.Add("guard.perAddress", "form.error.limit", "max", crm.MaxPerAddress)
	}
	if g.PerHour < 0 || g.PerHour > crm.MaxPerHour {
		c.bad.Add("guard.perHour", "form.error.limit", "max", crm.MaxPerHour)
	}
	if g.PerAddress == 0 {
		g.PerAddress = crm.DefaultPerAddress
	}
	if g.PerHour == 0 {
		g.PerHour = crm.DefaultPerHour
	}
	if g.Links = max(g.Links, -1); g.Links > crm.MaxFormFields {
		c.bad.Add("guard.links", "form.error.limit", "max", crm.MaxFormFields)
	}
}

func (c *formCheck) owners() {
	f := c.form
	switch f.Duplicates {
	case crm.DuplicatesNew, crm.DuplicatesUpdate, crm.DuplicatesRefuse:
	default:
		c.bad.Add("duplicates", "form.error.duplicates")
	}
	if f.Status != 0 {
		if _, ok := c.cat.Status(f.Status); !ok {
			c.bad.Add("status", "form.error.status")
		}
	}
	switch f.Owning {
	case crm.OwningNone, "":
		f.Owning, f.Owners = crm.OwningNone, nil
	case crm.OwningFixed:
		f.Owners = f.Owners[:min(len(f.Owners), 1)]
	case crm.OwningTurn:
	default:
		c.bad.Add("owning", "form.error.owning")
	}
	if f.Owning != crm.OwningNone && len(f.Owners) == 0 {
		c.bad.Add("owners", "form.error.owner_missing")
	}
	var once []crm.UserID
	for i, id := range f.Owners {
		if u, ok := c.cat.User(id); !ok || !u.Active {
			c.bad.Add(fmt.Sprintf("owners[%d]", i), "form.error.owner")
		}
		if !slices.Contains(once, id) {
			once = append(once, id)
		}
	}
	f.Owners = append([]crm.UserID{}, once...)
}

// known are the sources of which a form needs one: without them nobody could tell
// whose card it is.
var known = []string{leadName, leadFirst, leadLast, leadEmail, leadPhone, leadCompany, leadCard}

func (c *formCheck) fields() error {
	f, sources := c.form, formSources(c.cat)
	if len(f.Fields) > crm.MaxFormFields {
		c.bad.Add("fields", "form.error.many_fields", "max", crm.MaxFormFields)
		return nil
	}
	seen, who, email := map[string]bool{}, false, false
	for i := range f.Fields {
		field, path := &f.Fields[i], fmt.Sprintf("fields[%d]", i)
		src, ok := sourceIn(sources, field.Source)
		switch {
		case !ok:
			c.bad.Add(path+".source", "form.error.source", "source", shortened(field.Source))
			continue
		case seen[field.Source]:
			c.bad.Add(path+".source", "form.error.twice", "label", src.Label)
		case src.Hidden && !field.Hidden:
			c.bad.Add(path+".hidden", "form.error.only_hidden", "label", src.Label)
		}
		seen[field.Source] = true
		if err := c.field(path, field, src); err != nil {
			return err
		}
		who = who || slices.Contains(known, field.Source)
		email = email || field.Source == leadEmail && !field.Hidden
	}
	if !who {
		c.bad.Add("fields", "form.error.nobody")
	}
	if f.Consent.Confirm && !email {
		c.bad.Add("consent.confirm", "form.error.confirm_email")
	}
	return nil
}

func (c *formCheck) field(path string, field *crm.FormField, src FormSource) error {
	field.Label = c.short(path+".label", field.Label)
	field.Help = lines(&c.bad, path+".help", field.Help, crm.MaxFormLabel)
	if !field.Hidden {
		field.Value = ""
		return nil
	}
	field.Required = false
	if field.Value = lines(&c.bad, path+".value", field.Value, crm.MaxFormAnswer); field.Value == "" {
		c.bad.Add(path+".value", "form.error.value_missing", "label", src.Label)
		return nil
	}
	var own crm.Problems
	if err := readLead(c.v, &own, c.cat, &crm.Lead{}, map[string]string{field.Source: field.Value}); err != nil {
		return err
	}
	for _, p := range own {
		c.bad.AddPhrase(path+".value", crm.Phrase{Key: p.Key, Args: p.Args})
	}
	return nil
}
