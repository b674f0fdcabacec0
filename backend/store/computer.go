package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

const (
	settingComputer = "computer"
	settingUpdate   = "update"
)

// Computer reads what was chosen about Stepwise on this computer.
func (v *View) Computer() (c crm.Computer, err error) {
	return c, v.settingAs(settingComputer, &c)
}

// SaveComputer replaces what was chosen.
func (t *Tx) SaveComputer(c crm.Computer) error {
	return t.saveSettingAs(settingComputer, c)
}

// Update reads what the last look for a new version found.
func (v *View) Update() (u crm.Update, err error) {
	return u, v.settingAs(settingUpdate, &u)
}

// SaveUpdate replaces what the last look found.
func (t *Tx) SaveUpdate(u crm.Update) error {
	return t.saveSettingAs(settingUpdate, u)
}

func (v *View) settingAs(key string, into any) error {
	var text string
	found, err := v.one(&text, "SELECT value FROM setting WHERE key = ?", key)
	if err != nil || !found {
		return err
	}
	return json.Unmarshal([]byte(text), into)
}

func (t *Tx) saveSettingAs(key string, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	t.Changed("computer", "*")
	return t.setSetting(key, string(text))
}
