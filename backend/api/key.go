package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/secret"
)

// KeyPlaceOut says where the key to the stored passwords lies.
type KeyPlaceOut struct {
	Kind string     `json:"kind" ts_type:"'none'|'file'|'keyring'"`
	Say  crm.Phrase `json:"say"`
}

// GetKeyPlace says where the key to the stored passwords lies
// (administrators).
func (s *Session) GetKeyPlace() (out KeyPlaceOut, err error) {
	if err := s.read(s.mustBeAdmin); err != nil {
		return out, err
	}
	p := secret.Where(s.svc.deps.Store.Dir())
	return KeyPlaceOut{Kind: p.Kind, Say: crm.Say("account.key_"+p.Kind, "file", p.File)}, nil
}
