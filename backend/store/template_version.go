package store

import "stepwise/backend/crm"

// TemplateVersion is what a template said from one save to the next.
type TemplateVersion struct {
	ID       crm.TemplateVersionID `db:"id"`
	Template crm.TemplateID        `db:"template"`
	Number   int                   `db:"number"` // 1, 2, …
	Created  crm.Instant           `db:"created"`
	User     crm.UserID            `db:"usr"` // who saved it; none where it wasn't noted
	UserName string                `db:"user_name"`
	Content  crm.Content
}

const versionQuery = `SELECT v.id, v.template, v.number, v.created, v.usr, coalesce(u.name, '') AS user_name, ` + contentColumns + `
	FROM template_version v LEFT JOIN app_user u ON u.id = v.usr `

// TemplateVersions reads versions of a template, the newest first, from before
// one of them (0: the newest).
func (v *View) TemplateVersions(id crm.TemplateID, before, limit int) ([]TemplateVersion, error) {
	list := []TemplateVersion{}
	return list, v.list(&list, versionQuery+"WHERE v.template = ? AND (? = 0 OR v.number < ?) ORDER BY v.number DESC LIMIT ?", id, before, before, limit)
}

// TemplateVersion reads one version of a template.
func (v *View) TemplateVersion(template crm.TemplateID, id crm.TemplateVersionID) (TemplateVersion, error) {
	var one TemplateVersion
	found, err := v.one(&one, versionQuery+"WHERE v.template = ? AND v.id = ?", template, id)
	if err == nil && !found {
		err = crm.NotFound("version")
	}
	return one, err
}
