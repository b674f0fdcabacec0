package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

const settingPublicSide = "public_side"

// PublicSide reads where this computer answers clients; at first nowhere.
func (v *View) PublicSide() (p crm.PublicSide, err error) {
	p = crm.PublicSide{Reach: crm.ReachOff, Port: crm.DefaultPublicPort}
	return p, v.settingAs(settingPublicSide, &p)
}

// SavePublicSide changes where this computer answers clients.
func (t *Tx) SavePublicSide(p crm.PublicSide) error {
	text, err := json.Marshal(p)
	if err != nil {
		return err
	}
	t.Changed("public", "*")
	return t.setSetting(settingPublicSide, string(text))
}

// probe is what a token for trying the public address is for, and its answer.
const (
	signTry  = "public try"
	signHere = "public here"
)

// TryToken asks whoever answers at the public address whether it is this program.
func (v *View) TryToken() string { return v.Sign(signTry, int64(v.Clock())) }

// HereToken is what only this program answers; not ok where it was never asked.
func (v *View) HereToken(try string) (string, bool) {
	numbers, ok := v.Signed(signTry, try, 1)
	if !ok {
		return "", false
	}
	return v.Sign(signHere, numbers[0]), true
}
