package store

import (
	"regexp"

	"stepwise/backend/crm"
)

const assetColumns = "a.id, a.name, a.mime, a.size, a.width, a.height, a.hash, a.created"

// AddAsset adds a picture or file of templates whose content KeepContent has
// stored. One that is there already under the same name is given instead.
func (t *Tx) AddAsset(a crm.Asset) (crm.Asset, error) {
	var there crm.Asset
	found, err := t.one(&there, "SELECT "+assetColumns+" FROM asset a WHERE a.hash = ? AND a.name = ? ORDER BY a.id DESC LIMIT 1", a.Hash, a.Name)
	if err != nil || found {
		return there, err
	}
	if a.ID, err = nextID[crm.AssetID](t, "asset"); err != nil {
		return a, err
	}
	a.Created = t.Now
	return a, t.must("INSERT INTO asset (id, name, mime, size, width, height, hash, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		a.ID, a.Name, a.Mime, a.Size, a.Width, a.Height, a.Hash, a.Created)
}

// Asset reads one picture or file of templates.
func (v *View) Asset(id crm.AssetID) (crm.Asset, error) {
	var a crm.Asset
	found, err := v.one(&a, "SELECT "+assetColumns+" FROM asset a WHERE a.id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("asset")
	}
	return a, err
}

// assetNamed finds the ids of assets in what a version says.
var assetNamed = regexp.MustCompile(`"(asset_[0-9a-v]+)"`)

// ForgetUnusedAssets erases assets that were added before a moment and that no
// version of a template names.
func (t *Tx) ForgetUnusedAssets(before crm.Instant) error {
	var old []crm.AssetID
	if err := t.list(&old, "SELECT id FROM asset WHERE created < ?", before); err != nil || len(old) == 0 {
		return err
	}
	named, err := t.namedAssets()
	if err != nil {
		return err
	}
	for _, id := range old {
		if named[id] {
			continue
		}
		if err := t.must("DELETE FROM asset WHERE id = ?", id); err != nil {
			return err
		}
	}
	return nil
}

// namedAssets are the assets that any version of a template names; read in
// chunks, because all versions together may be large.
func (v *View) namedAssets() (map[crm.AssetID]bool, error) {
	const chunk = 200
	named := map[crm.AssetID]bool{}
	for last := crm.TemplateVersionID(0); ; {
		var rows []struct {
			ID   crm.TemplateVersionID `db:"id"`
			Text string                `db:"text"`
		}
		err := v.list(&rows, "SELECT id, doc || attachments AS text FROM template_version WHERE id > ? AND doc || attachments <> '' ORDER BY id LIMIT ?", int64(last), chunk) // as a number: the id "none" is NULL
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			for _, m := range assetNamed.FindAllStringSubmatch(row.Text, -1) {
				var id crm.AssetID
				if id.UnmarshalText([]byte(m[1])) == nil {
					named[id] = true
				}
			}
			last = row.ID
		}
		if len(rows) < chunk {
			return named, nil
		}
	}
}

// VersionContent reads what one version of a template says, also of one that
// was deleted.
func (v *View) VersionContent(id crm.TemplateVersionID) (crm.Content, error) {
	var row struct {
		Content crm.Content `db:"content"`
	}
	found, err := v.one(&row, "SELECT "+contentColumns+" FROM template_version v WHERE v.id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("version")
	}
	return row.Content, err
}
