package api

import (
	"errors"
	"html"
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/store"
	"stepwise/backend/words"
)

// FormSnippetIn asks how a form comes onto a website.
type FormSnippetIn struct {
	ID       crm.FormID `json:"id" ts_type:"string"`
	Language string     `json:"language"` // of the words in the plain form; "" for the form's, else the business's
}

// FormSnippetOut is what a website takes. All of it is "" while there is no
// public address, and Notes say so.
type FormSnippetOut struct {
	Address string       `json:"address"` // of its own page
	Frame   string       `json:"frame"`   // HTML that shows the page inside another one
	Plain   string       `json:"plain"`   // HTML of the form itself, without a script
	Notes   []crm.Phrase `json:"notes"`   // what to know of them
}

// PreviewFormIn asks for the page of a form, saved or not.
type PreviewFormIn struct {
	Form     crm.Form `json:"form"`
	Language string   `json:"language"` // as if a visitor came with it; "" for the business's
}

// PreviewFormOut is the page as HTML for a frame that runs nothing.
type PreviewFormOut struct {
	HTML     string        `json:"html"`
	Problems []crm.Problem `json:"problems"` // that would keep it from being saved
}

// FormSnippet gives the address of a form's page and what a website takes to show
// it.
func (s *Session) FormSnippet(in FormSnippetIn) (out FormSnippetOut, err error) {
	return out, s.read(func(v *store.View) error {
		f, err := v.Form(in.ID)
		if err != nil {
			return err
		}
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		out.Notes = []crm.Phrase{}
		if out.Address = formAddress(ws, f.Slug); out.Address == "" {
			out.Notes = append(out.Notes, crm.Say("form.error.no_public"))
			return nil
		}
		lang := in.Language
		if !words.Has(lang) {
			lang = formLanguage(f, ws.Language)
		}
		p, err := s.svc.formPage(v, f, lang, said{})
		if err != nil {
			return err
		}
		out.Frame, out.Plain = frameSnippet(out.Address, p), s.plainSnippet(out.Address, p)
		out.Notes = append(out.Notes, crm.Say("form.page.note_plain", "share", crm.PlainShare))
		if f.Guard.Work {
			out.Notes = append(out.Notes, crm.Say("form.page.note_work"))
		}
		if !f.Active {
			out.Notes = append(out.Notes, crm.Say("form.page.note_inactive"))
		}
		return nil
	})
}

// frameSnippet shows the page in a frame that is as high as the page. The few
// lines of script belong to the website; without them the frame has a height that
// should do, and scrolls.
func frameSnippet(address string, p FormPage) string {
	id := "stepwise-" + p.Slug
	a := html.EscapeString
	return `<iframe id="` + a(id) + `" src="` + a(address) + `/frame" title="` + a(p.Title) + `" style="width:100%;height:` + strconv.Itoa(heightOf(p)) + `px;border:0"></iframe>
<script>
addEventListener("message", function (e) {
  var frame = document.getElementById("` + id + `");
  if (frame && e.source === frame.contentWindow && e.data && e.data.stepwise === "height") frame.style.height = Math.min(20000, Math.max(100, +e.data.height || 0)) + "px";
});
</script>
`
}

// heightOf is how high the page of a form is, about, in CSS pixels.
func heightOf(p FormPage) int {
	high := 190 + 24*(len(p.Intro)/60+strings.Count(p.Intro, "\n")) + 24*(len(p.Consent.Wording)/50)
	for _, q := range p.Questions {
		high += 92
		switch {
		case q.Type == string(crm.FieldLongText):
			high += 70
		case len(q.Options) > 0 && q.Type != string(crm.FieldChoice):
			high += 52 * (len(q.Options) - 1)
		}
		if q.Help != "" {
			high += 28
		}
	}
	return high
}

// plainSnippet is the form as bare HTML, for the look of the website it stands
// in. What is wrong with an answer shows on our page.
func (s *Session) plainSnippet(address string, p FormPage) string {
	a := html.EscapeString
	var b strings.Builder
	b.WriteString(`<form action="` + a(address) + `" method="post" accept-charset="utf-8">` + "\n")
	b.WriteString(`  <input type="hidden" name="language" value="` + a(p.Lang) + `">` + "\n")
	for _, q := range p.Questions {
		b.WriteString(plainQuestion(q))
	}
	if p.Consent.Ask {
		b.WriteString(`  <p><label><input type="checkbox" name="` + FormConsent + `" value="yes"> ` + a(p.Consent.Wording) + "</label></p>\n")
	} else if p.Consent.Wording != "" {
		b.WriteString("  <p>" + a(p.Consent.Wording) + "</p>\n")
	}
	b.WriteString(`  <p style="position:absolute;left:-9999px" aria-hidden="true"><label>` + a(s.svc.deps.Say(p.Lang, crm.Say("form.page.trap"))) +
		` <input name="` + FormTrap + `" tabindex="-1" autocomplete="off"></label></p>` + "\n")
	b.WriteString(`  <p><button type="submit">` + a(p.Button) + "</button></p>\n</form>\n")
	return b.String()
}

func plainQuestion(q FormQuestion) string {
	a := html.EscapeString
	name := ` name="` + a(q.Name) + `"`
	must := ""
	if q.Required {
		must = " required"
	}
	help := ""
	if q.Help != "" {
		help = "<br><small>" + a(q.Help) + "</small>"
	}
	switch q.Type {
	case string(crm.FieldChoices):
		var b strings.Builder
		b.WriteString("  <fieldset><legend>" + a(q.Label) + "</legend>" + strings.TrimPrefix(help, "<br>") + "\n")
		for _, o := range q.Options {
			b.WriteString(`    <label><input type="checkbox"` + name + ` value="` + a(o.Value) + `"> ` + a(o.Text) + "</label>\n")
		}
		return b.String() + "  </fieldset>\n"
	case string(crm.FieldChoice), string(crm.FieldYesNo):
		var b strings.Builder
		b.WriteString("  <p><label>" + a(q.Label) + "<br>\n    <select" + name + must + `><option value=""></option>`)
		for _, o := range q.Options {
			b.WriteString(`<option value="` + a(o.Value) + `">` + a(o.Text) + "</option>")
		}
		return b.String() + "</select>" + help + "</label></p>\n"
	case string(crm.FieldLongText):
		return "  <p><label>" + a(q.Label) + "<br>\n    <textarea" + name + ` rows="5" maxlength="` + strconv.Itoa(q.Max) + `"` + must + "></textarea>" + help + "</label></p>\n"
	}
	return "  <p><label>" + a(q.Label) + "<br>\n    <input" + name + ` type="` + q.Input() + `"` + attributes(q) + must + ">" + help + "</label></p>\n"
}

func attributes(q FormQuestion) string {
	out := ""
	if c := q.Complete(); c != "" {
		out += ` autocomplete="` + c + `"`
	}
	if m := q.Mode(); m != "" {
		out += ` inputmode="` + m + `"`
	}
	if t := q.Input(); t == "text" || t == "email" || t == "tel" {
		out += ` maxlength="` + strconv.Itoa(q.Max) + `"`
	}
	return out
}

// Input is the type of the question's input in HTML. A web address and a number
// are texts there: browsers are stricter about them than we are.
func (q FormQuestion) Input() string {
	switch q.Type {
	case string(crm.FieldEmail):
		return "email"
	case string(crm.FieldPhone):
		return "tel"
	case string(crm.FieldDate):
		return "date"
	case string(crm.FieldDateTime):
		return "datetime-local"
	}
	return "text"
}

// Mode is the keyboard that a phone shows for the question; "" for the usual one.
func (q FormQuestion) Mode() string {
	switch q.Type {
	case string(crm.FieldNumber), string(crm.FieldMoney):
		return "decimal"
	case string(crm.FieldLink):
		return "url"
	case string(crm.FieldEmail):
		return "email"
	case string(crm.FieldPhone):
		return "tel"
	}
	return ""
}

// Complete is what browsers may fill in by themselves; "" for nothing.
func (q FormQuestion) Complete() string {
	return map[string]string{
		leadName: "name", leadFirst: "given-name", leadLast: "family-name", leadEmail: "email", leadPhone: "tel",
		leadCompany: "organization", leadWebsite: "url", leadAddress: "street-address",
	}[q.Name]
}

// PreviewForm draws the page of a form that need not be saved, with what would
// keep it from being saved.
func (s *Session) PreviewForm(in PreviewFormIn) (out PreviewFormOut, err error) {
	if s.svc.deps.DrawForm == nil {
		return out, crm.Fail(crm.CodeUnavailable, "form.error.no_preview")
	}
	return out, s.read(func(v *store.View) error {
		ws, err := v.Workspace()
		if err != nil {
			return err
		}
		f := in.Form
		out.Problems = []crm.Problem{}
		var ours *crm.Error
		if err := checkForm(v, &f); errors.As(err, &ours) && ours.Code == crm.CodeInvalid {
			out.Problems = append(out.Problems, ours.Problems...)
		} else if err != nil {
			return err
		}
		lang := in.Language
		if lang == "" {
			lang = ws.Language
		}
		p, err := s.svc.formPage(v, f, formLanguage(f, lang), said{})
		if err != nil {
			return err
		}
		out.HTML, err = s.svc.deps.DrawForm(p, ws.Name)
		return err
	})
}
