package api

import (
	"encoding/base64"

	"stepwise/backend/crm"
	"stepwise/backend/pack"
	"stepwise/backend/store"
)

const packMime = "application/yaml"

// PackIn is a file of automations, to be looked at or imported.
type PackIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
	Content string        `json:"content"` // base64
	Mine    []string      `json:"mine"`    // keys of parts that differ and of which the product's own is to be used
}

// PackView says what importing makes, or has made.
type PackView struct {
	Problems  []crm.Problem  `json:"problems"` // why it can't be imported; each names its line
	Parts     []PackPart     `json:"parts"`
	Notes     []crm.Phrase   `json:"notes"` // what it needs and isn't there: the SMS service, a colleague
	Sequences []PackSequence `json:"sequences"`
}

// PackPart is one thing of a file, and what becomes of it.
type PackPart struct {
	Key   string       `json:"key"` // "field/Source"
	Noun  string       `json:"noun" ts_type:"'status'|'field'|'tag'|'link'|'form'|'filter'|'template'|'folder'|'sequence'"`
	Kind  string       `json:"kind"` // of a field its type, of a template its kind
	Name  string       `json:"name"` // in the file
	As    string       `json:"as"`   // in the product
	State string       `json:"state" ts_type:"'there'|'more'|'new'|'differs'"`
	Added []string     `json:"added"` // choices that a field of the product gets
	Mine  bool         `json:"mine"`  // of one that differs: the product's own is used
	May   bool         `json:"may"`   // of one that differs: the product's own could be used
	Why   []crm.Phrase `json:"why"`   // of one that differs: how
}

// PackSequence is an automation as it will be.
type PackSequence struct {
	ID          crm.SequenceID `json:"id" ts_type:"string"` // once it is imported
	Name        string         `json:"name"`
	Description string         `json:"description"`
	FilterName  string         `json:"filterName"`
	Sentence    crm.Phrase     `json:"sentence"` // of the filter
	Steps       []PackStep     `json:"steps"`
}

// PackStep is a step as it will be, for a card that entered now.
type PackStep struct {
	Kind  crm.StepKind `json:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"`
	Check StepCheck    `json:"check"`
	Texts []PackText   `json:"texts"` // one, two in an A/B test, none of a change
}

// PackText is a template of a step, filled in with sample values.
type PackText struct {
	Template string           `json:"template"`
	Kind     crm.TemplateKind `json:"kind" ts_type:"'email'|'sms'|'task'|'pdf'"`
	Subject  string           `json:"subject"`
	Text     string           `json:"text"`
	Parts    int              `json:"parts"` // of an SMS
}

// ExportSequence gives an automation as a file that people can read, with its
// filter, templates and fields: any product can import it.
func (s *Session) ExportSequence(in SequenceIn) (out Download, err error) {
	var p *pack.Pack
	if err := s.read(func(v *store.View) error {
		p, err = s.packOf(v, in.ID)
		return err
	}); err != nil {
		return out, err
	}
	return s.download(fileName(p.Sequences[0].Name)+".automation.yaml", packMime, p.Write())
}

func (s *Session) packOf(v *store.View, id crm.SequenceID) (*pack.Pack, error) {
	q, err := v.Sequence(id)
	if err != nil {
		return nil, err
	}
	hooks, err := v.Webhooks()
	if err != nil {
		return nil, err
	}
	named := map[crm.WebhookID]string{}
	for _, w := range hooks {
		named[w.ID] = w.Name
	}
	src := pack.Source{
		Sequence: q, Template: v.Template, Webhooks: named, Link: v.Link, Form: v.Form,
		File: func(id crm.AssetID) (crm.Asset, []byte, error) {
			a, err := v.Asset(id)
			if err != nil {
				return a, nil, err
			}
			content, err := s.svc.deps.Store.ReadContent(a.Hash)
			return a, content, err
		},
	}
	if src.Cat, err = v.Catalogue(q.Product); err != nil {
		return nil, err
	}
	if src.Filter, err = v.Filter(q.Filter); err != nil {
		return nil, err
	}
	folders, err := v.Folders(q.Product)
	if err != nil {
		return nil, err
	}
	for _, f := range folders {
		if f.ID == q.Folder {
			src.Folder = f.Name
		}
	}
	return pack.Of(src)
}

// ReadPack says what importing a file would make: what is there already, what is
// new, what differs, what is missing (administrators). Nothing is written.
func (s *Session) ReadPack(in PackIn) (PackView, error) {
	p, problems, err := packIn(in.Content)
	if err != nil || len(problems) > 0 {
		return PackView{Problems: problems}, err
	}
	return s.takeIn(packWish{pack: p, product: in.Product, mine: in.Mine, look: true})
}

// ImportPack makes everything in a file that isn't there yet, in one
// transaction, its automations inactive (administrators). It overwrites nothing.
// Errors: invalid with every problem and its line.
func (s *Session) ImportPack(in PackIn) (PackView, error) {
	p, problems, err := packIn(in.Content)
	if err == nil {
		err = problems.Err()
	}
	if err != nil {
		return PackView{}, err
	}
	return s.takeIn(packWish{pack: p, product: in.Product, mine: in.Mine})
}

func packIn(content string) (*pack.Pack, crm.Problems, error) {
	raw, err := base64.StdEncoding.DecodeString(content)
	if err != nil {
		return nil, nil, crm.Fail(crm.CodeInvalid, "error.file.broken")
	}
	p, problems := pack.Read(raw)
	if len(problems) == 0 && p.Recipe != nil {
		p.Recipe = nil // what a file says of itself is not what the gallery has
	}
	return p, problems, nil
}
