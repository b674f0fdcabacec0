package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/merge"
	"stepwise/backend/sms"
)

// TemplateRow is a template with what uses it.
type TemplateRow struct {
	Template crm.Template `json:"template"`
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
	Kind    crm.TemplateKind `json:"kind" ts_type:"'email'|'sms'|'task'"`
	Name    string           `json:"name"`
	Content crm.Content      `json:"content"`
}

// PreviewTemplateIn asks how a text looks as a real card.
type PreviewTemplateIn struct {
	Product crm.ProductID    `json:"product" ts_type:"string"`
	Kind    crm.TemplateKind `json:"kind" ts_type:"'email'|'sms'|'task'"`
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
	Missing  []string      `json:"missing"` // merge fields without value or fallback: it would be held
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

// ListTemplates reads a product's templates.
func (s *Session) ListTemplates(in ProductIn) ([]TemplateRow, error) { return nil, notYet }

// GetTemplate reads one template.
func (s *Session) GetTemplate(in TemplateIn) (TemplateRow, error) { return TemplateRow{}, notYet }

// SaveTemplate saves a template as a new version; messages already queued keep
// theirs.
func (s *Session) SaveTemplate(in SaveTemplateIn) (TemplateRow, error) { return TemplateRow{}, notYet }

// DeleteTemplate deletes a template that nothing uses.
func (s *Session) DeleteTemplate(in TemplateIn) (TemplateRow, error) { return TemplateRow{}, notYet }

// MergeFields are the variables that a template of the product may name.
func (s *Session) MergeFields(in ProductIn) ([]merge.Field, error) { return nil, notYet }

// PreviewTemplate merges a text with a real card.
func (s *Session) PreviewTemplate(in PreviewTemplateIn) (PreviewTemplateOut, error) {
	return PreviewTemplateOut{}, notYet
}

// ConvertPasted turns MiniCRM's merge fields into ours.
func (s *Session) ConvertPasted(in PasteIn) (PasteOut, error) { return PasteOut{}, notYet }
