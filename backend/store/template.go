package store

import (
	"reflect"

	"stepwise/backend/crm"
)

// contentColumns are those of a template_version v, for a struct with a Content.
const contentColumns = `v.subject AS "content.subject", v.body AS "content.body", v.doc AS "content.doc", v.simplify AS "content.simplify",
	v.task_type AS "content.task_type", v.due_days AS "content.due_days", v.due_workdays AS "content.due_workdays",
	v.priority AS "content.priority", v.attachments AS "content.attachments"`

const templateColumns = `t.id, t.product, t.kind, t.name, t.folder, t.version, t.modified, ` + contentColumns

const templateFrom = " FROM template t JOIN template_version v ON v.id = t.version "

// Templates reads a product's templates by kind and name.
func (v *View) Templates(product crm.ProductID) ([]crm.Template, error) {
	list := []crm.Template{}
	return list, v.list(&list, "SELECT "+templateColumns+templateFrom+"WHERE t.product = ? ORDER BY t.kind, t.name", product)
}

// Template reads one template with its current version.
func (v *View) Template(id crm.TemplateID) (crm.Template, error) {
	return once(v, "template", int64(id), func() (crm.Template, error) { return v.template(id) })
}

func (v *View) template(id crm.TemplateID) (crm.Template, error) {
	var t crm.Template
	found, err := v.one(&t, "SELECT "+templateColumns+templateFrom+"WHERE t.id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("template")
	}
	return t, err
}

// SaveTemplate adds a template (no id) or gives one a new version, saved by no
// colleague. One that says what it said keeps its version.
func (t *Tx) SaveTemplate(p crm.Template) (crm.Template, error) { return t.SaveTemplateOf(p, 0) }

// SaveTemplateOf is SaveTemplate by a colleague.
func (t *Tx) SaveTemplateOf(p crm.Template, by crm.UserID) (crm.Template, error) {
	if p.ID == 0 {
		id, err := nextID[crm.TemplateID](t, "template")
		if err != nil {
			return p, err
		}
		p.ID = id
	} else if old, err := t.Template(p.ID); err != nil {
		return p, err
	} else if sameContent(old.Content, p.Content) {
		p.Version, p.Modified = old.Version, t.Now
		return p, t.writeTemplate(p)
	}
	version, err := nextID[crm.TemplateVersionID](t, "version")
	if err != nil {
		return p, err
	}
	var number int
	if err := t.get(&number, "SELECT coalesce(max(number), 0) + 1 FROM template_version WHERE template = ?", p.ID); err != nil {
		return p, err
	}
	c := p.Content
	if err := t.must(`INSERT INTO template_version (id, template, number, subject, body, doc, simplify, task_type, due_days, due_workdays,
			priority, attachments, created, usr)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, version, p.ID, number, c.Subject, c.Body, c.Doc, c.Simplify, c.TaskType, c.DueDays, c.DueWorkdays,
		c.Priority, c.Attachments, t.Now, by); err != nil {
		return p, err
	}
	p.Version, p.Modified = version, t.Now
	return p, t.writeTemplate(p)
}

// writeTemplate writes what may change of a template besides its text.
func (t *Tx) writeTemplate(p crm.Template) error {
	t.Changed("template", p.ID.String())
	_, err := t.exec(`INSERT INTO template (id, product, kind, name, folder, version, modified) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, folder = excluded.folder, version = excluded.version, modified = excluded.modified`,
		p.ID, p.Product, p.Kind, p.Name, p.Folder, p.Version, p.Modified)
	return err
}

// sameContent says whether two contents say the same.
func sameContent(a, b crm.Content) bool {
	if len(a.Attachments) == 0 && len(b.Attachments) == 0 {
		a.Attachments, b.Attachments = nil, nil
	}
	return reflect.DeepEqual(a, b)
}

// MoveTemplate puts a template into a folder; nothing else of it changes.
func (t *Tx) MoveTemplate(id crm.TemplateID, folder string) error {
	t.Changed("template", id.String())
	return t.must("UPDATE template SET folder = ? WHERE id = ?", folder, id)
}

// DeleteTemplate deletes a template that no step uses; its versions stay with
// the messages that froze them.
func (t *Tx) DeleteTemplate(id crm.TemplateID) error {
	if err := t.releaseTemplate(id); err != nil {
		return err
	}
	t.Changed("template", id.String())
	return t.must("DELETE FROM template WHERE id = ?", id)
}

// releaseTemplate makes steps of the past let go of a template.
func (t *Tx) releaseTemplate(id crm.TemplateID) error {
	_, err := t.exec(`UPDATE step SET template = CASE WHEN template = ? THEN NULL ELSE template END,
			template_b = CASE WHEN template_b = ? THEN NULL ELSE template_b END
		WHERE (template = ? OR template_b = ?) AND (gone = 1 OR sequence IN (SELECT id FROM sequence WHERE deleted IS NOT NULL))`, id, id, id, id)
	return err
}

// SequencesOfTemplate reads the sequences with a step that uses a template.
func (v *View) SequencesOfTemplate(id crm.TemplateID) ([]crm.Sequence, error) {
	return v.sequencesWhere("s.deleted IS NULL AND s.id IN (SELECT sequence FROM step WHERE gone = 0 AND (template = ? OR template_b = ?))", id, id)
}
