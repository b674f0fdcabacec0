package api

import (
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
	"stepwise/backend/sms"
	"stepwise/backend/store"
)

// TemplateRow is a template with what uses it.
type TemplateRow struct {
	Template crm.Template `json:"template"`
	Says     string       `json:"says"` // how it begins, as plain text
	UsedBy   []Use        `json:"usedBy"`
}

// TemplateIn names a template.
type TemplateIn struct {
	ID crm.TemplateID `json:"id" ts_type:"string"`
}

// SaveTemplateIn creates (no id) a template or gives it a new version.
type SaveTemplateIn struct {
	ID      crm.TemplateID   `json:"id" ts_type:"string"`
	Product crm.ProductID    `json:"product" ts_type:"string"`
	Kind    crm.TemplateKind `json:"kind" ts_type:"'email'|'sms'|'task'|'pdf'"`
	Name    string           `json:"name"`
	Folder  string           `json:"folder"` // of a new one, its name; one that is there stays where it is
	Content crm.Content      `json:"content"`
}

// PreviewTemplateIn asks how a text looks as a real card.
type PreviewTemplateIn struct {
	Product crm.ProductID    `json:"product" ts_type:"string"`
	Kind    crm.TemplateKind `json:"kind" ts_type:"'email'|'sms'|'task'|'pdf'"`
	Content crm.Content      `json:"content"`
	Card    crm.CardID       `json:"card" ts_type:"string"` // none: the first one
	Move    int              `json:"move"`                  // 1: the next card, -1: the one before
}

// PreviewTemplateOut is a text merged with a card.
type PreviewTemplateOut struct {
	Problems []crm.Problem `json:"problems"` // why it could not be saved
	Card     crm.CardID    `json:"card" ts_type:"string"`
	CardName string        `json:"cardName"`
	To       string        `json:"to"`
	Rendered crm.Rendered  `json:"rendered"`
	Missing  []string      `json:"missing"`  // merge fields without value or fallback: it would be held
	Warnings []crm.Phrase  `json:"warnings"` // what to know although it can be sent
	SMS      *SMSMeter     `json:"sms"`
}

// SMSMeter is what a text costs as an SMS.
type SMSMeter struct {
	Measure    sms.Measurement   `json:"measure"`
	Limit      int               `json:"limit"` // units in the part begun, 160/153 or 70/67
	Price      float64           `json:"price"` // of all parts; 0 where the account has no price
	Currency   string            `json:"currency"`
	Plain      string            `json:"plain"` // with diacritics replaced
	PlainParts int               `json:"plainParts"`
	Replaced   []sms.Replacement `json:"replaced"`
	MaxParts   int               `json:"maxParts"` // the workspace's setting
}

// PasteIn is text that a person pasted, perhaps in MiniCRM's syntax.
type PasteIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
	Text    string        `json:"text"`
}

// PasteOut is the text in our syntax.
type PasteOut struct {
	Text      string `json:"text"`
	Converted int    `json:"converted"`
}

// ListTemplates reads a product's templates, without their documents.
func (s *Session) ListTemplates(in ProductIn) (out []TemplateRow, err error) {
	return out, s.read(func(v *store.View) error {
		list, err := v.Templates(in.Product)
		if err != nil {
			return err
		}
		uses, err := usesOfTemplates(v, in.Product, list)
		out = make([]TemplateRow, 0, len(list))
		for _, t := range list {
			row := TemplateRow{Template: t, Says: saysOf(t.Content), UsedBy: uses[t.ID]}
			row.Template.Content.Doc = ""
			out = append(out, row)
		}
		return err
	})
}

func templateRow(v *store.View, t crm.Template) (TemplateRow, error) {
	list, err := v.Templates(t.Product)
	if err != nil {
		return TemplateRow{}, err
	}
	uses, err := usesOfTemplates(v, t.Product, list)
	return TemplateRow{Template: t, Says: saysOf(t.Content), UsedBy: uses[t.ID]}, err
}

// mostSaid is how many characters a list shows of a template's text.
const mostSaid = 300

func saysOf(c crm.Content) string {
	text := []rune(strings.Join(strings.Fields(plainText(c)), " "))
	return string(text[:min(len(text), mostSaid)])
}

// GetTemplate reads one template.
func (s *Session) GetTemplate(in TemplateIn) (out TemplateRow, err error) {
	return out, s.read(func(v *store.View) error {
		t, err := v.Template(in.ID)
		if err != nil {
			return err
		}
		out, err = templateRow(v, t)
		return err
	})
}

// SaveTemplate saves a template as a new version (administrators); messages
// already queued keep theirs.
func (s *Session) SaveTemplate(in SaveTemplateIn) (out TemplateRow, err error) {
	return out, s.change(func(tx *store.Tx) error {
		t := crm.Template{ID: in.ID, Product: in.Product, Kind: in.Kind, Name: in.Name, Content: in.Content}
		if in.ID != 0 {
			old, err := tx.Template(in.ID)
			if err != nil {
				return err
			}
			t.Product, t.Kind, t.Folder = old.Product, old.Kind, old.Folder
		} else if t.Folder, err = templateShelf(&tx.View).folder(in.Product, "folder", in.Folder); err != nil {
			return err
		}
		cat, err := tx.Catalogue(t.Product)
		if err != nil {
			return err
		}
		var bad crm.Problems
		t.Name = name(&bad, "name", t.Name)
		if t.Content, err = prepared(&tx.View, t.Kind, t.Content, cat); err != nil {
			return err
		}
		wrong, err := checked(&tx.View, t.Product, t.Kind, t.Content, cat)
		if err != nil {
			return err
		}
		bad.AddBelow("content", wrong)
		if err := bad.Err(); err != nil {
			return err
		}
		saved, err := tx.SaveTemplateOf(t, s.user)
		if store.IsUnique(err) {
			return taken("name", t.Name)
		}
		if err != nil {
			return err
		}
		out, err = templateRow(&tx.View, saved)
		return err
	})
}

// DeleteTemplate deletes a template that nothing uses (administrators).
func (s *Session) DeleteTemplate(in TemplateIn) (out TemplateRow, err error) {
	return out, s.change(func(tx *store.Tx) error {
		t, err := tx.Template(in.ID)
		if err != nil {
			return err
		}
		if out, err = templateRow(&tx.View, t); err != nil {
			return err
		}
		if len(out.UsedBy) > 0 {
			return inUse(t.Name, out.UsedBy)
		}
		return tx.DeleteTemplate(in.ID)
	})
}

// MergeFields are the variables that a template of the product may name.
func (s *Session) MergeFields(in ProductIn) (out []merge.Field, err error) {
	return out, s.read(func(v *store.View) error {
		cat, err := v.Catalogue(in.Product)
		if err == nil {
			out = merge.Fields(cat)
		}
		return err
	})
}

// ConvertPasted turns MiniCRM's merge fields into ours.
func (s *Session) ConvertPasted(in PasteIn) (out PasteOut, err error) {
	return out, s.read(func(v *store.View) error {
		cat, err := v.Catalogue(in.Product)
		if err == nil {
			out.Text, out.Converted = merge.Convert(in.Text, cat)
		}
		return err
	})
}
