package store

import (
	"encoding/base32"
	"encoding/json"

	"stepwise/backend/crm"
	"stepwise/backend/secret"
)

// Keys of the setting table.
const (
	settingWorkspace    = "workspace"
	settingInstallation = "installation" // the secret behind message keys and suppression hashes
	settingZoneRules    = "zone_rules"
)

// Workspace reads the business's settings; before the first run they are the
// ones of a new workspace, in test mode.
func (v *View) Workspace() (crm.Workspace, error) { return defined(v, "workspace", 0, v.workspace) }

func (v *View) workspace() (crm.Workspace, error) {
	w := crm.Workspace{TestMode: true, MaxParts: crm.DefaultMaxParts, Zone: "UTC", Language: "en", Internal: true, Campaigns: true, PDF: true}
	var text string
	found, err := v.one(&text, "SELECT value FROM setting WHERE key = ?", settingWorkspace)
	if err != nil || !found {
		return w, err
	}
	return w, json.Unmarshal([]byte(text), &w)
}

// SaveWorkspace replaces the business's settings.
func (t *Tx) SaveWorkspace(w crm.Workspace) error {
	b, err := json.Marshal(w)
	if err != nil {
		return err
	}
	t.Changed("workspace", "*")
	if err := t.setSetting(settingWorkspace, string(b)); err != nil {
		return err
	}
	return t.TendWebhooks()
}

func (t *Tx) setSetting(key, value string) error {
	_, err := t.exec("INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value)
	return err
}

// Installation is the secret behind message keys: made once, part of every
// backup, so that a restored workspace gives the same keys.
func (t *Tx) Installation() (string, error) {
	return once(&t.View, "installation", 0, t.installation)
}

func (t *Tx) installation() (string, error) {
	var text string
	found, err := t.one(&text, "SELECT value FROM setting WHERE key = ?", settingInstallation)
	if err != nil || found {
		return text, err
	}
	text = base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(secret.Random(32))
	return text, t.setSetting(settingInstallation, text)
}

// StartWorker notes that a process began to work on the outbox. Claims of
// earlier ones are dead: the lock of the data folder proves it.
func (t *Tx) StartWorker() (crm.WorkerID, error) {
	id, err := nextID[crm.WorkerID](t, "worker")
	if err != nil {
		return 0, err
	}
	if _, err := t.exec("UPDATE worker SET ended = ? WHERE ended IS NULL", t.Now); err != nil {
		return 0, err
	}
	return id, t.must("INSERT INTO worker (id, started) VALUES (?, ?)", id, t.Now)
}
