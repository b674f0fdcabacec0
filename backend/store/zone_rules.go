package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

// ZoneRules are what the zone's data said when the pending steps were planned.
type ZoneRules struct {
	Zone  string      `json:"zone"`
	From  crm.Instant `json:"from"`
	To    crm.Instant `json:"to"`
	Rules string      `json:"rules"` // timing.Rules from From to To
}

// ZoneRules reads them; without any they are empty.
func (v *View) ZoneRules() (r ZoneRules, err error) {
	var text string
	found, err := v.one(&text, "SELECT value FROM setting WHERE key = ?", settingZoneRules)
	if err != nil || !found {
		return r, err
	}
	return r, json.Unmarshal([]byte(text), &r)
}

// SaveZoneRules replaces them.
func (t *Tx) SaveZoneRules(r ZoneRules) error {
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return t.setSetting(settingZoneRules, string(b))
}
