package api

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/intake"
	"stepwise/backend/secret"
	"stepwise/backend/store"
)

// InletIn names an address for other programs.
type InletIn struct {
	ID crm.InletID `json:"id" ts_type:"string"`
}

// InletView is an address as the settings show it.
type InletView struct {
	Inlet   crm.Inlet `json:"inlet"`
	Product string    `json:"product"` // its name
	Failed  bool      `json:"failed"`  // the last call was not taken
}

// InletCallView is a call as the settings show it.
type InletCallView struct {
	Call     crm.InletCall  `json:"call"`
	CardName string         `json:"cardName"`
	Places   []intake.Place `json:"places"` // where something stands in it
}

// InletOut is an address with its last calls, the newest first.
type InletOut struct {
	Inlet crm.Inlet       `json:"inlet"`
	Calls []InletCallView `json:"calls"`
}

// SaveInletIn creates (no id), changes or tries an address for other programs.
type SaveInletIn struct {
	ID     crm.InletID    `json:"id" ts_type:"string"`
	Name   string         `json:"name"`
	Active bool           `json:"active"`
	Route  crm.LeadRoute  `json:"route"`
	Maps   []crm.InletMap `json:"maps"`
}

// SaveInletOut is an address, and of a new or renewed one where programs call:
// it is shown this one time.
type SaveInletOut struct {
	Inlet crm.Inlet `json:"inlet"`
	Path  string    `json:"path"` // "/in/…", below the public address; "" where it is not told
	URL   string    `json:"url"`  // the whole address; "" too where there is no public address
}

// TryInletIn tries a call with what is being edited.
type TryInletIn struct {
	Inlet  SaveInletIn `json:"inlet"`
	Sample string      `json:"sample"` // a JSON object
}

// TryInletOut says what would become of the call.
type TryInletOut struct {
	Places []intake.Place `json:"places"`
	Lead   TriedLead      `json:"lead"`
}

// ListInlets reads the addresses for other programs (administrators).
func (s *Session) ListInlets() (out []InletView, err error) {
	return out, s.read(func(v *store.View) error {
		if err := s.mustBeAdmin(v); err != nil {
			return err
		}
		list, err := v.Inlets()
		if err != nil {
			return err
		}
		out = make([]InletView, 0, len(list))
		for _, in := range list {
			p, err := v.Product(in.Route.Product)
			if err != nil {
				return err
			}
			row := InletView{Inlet: in, Product: p.Name}
			calls, err := v.InletCalls(in.ID)
			if err != nil {
				return err
			}
			row.Failed = len(calls) > 0 && calls[0].Card == 0
			out = append(out, row)
		}
		return nil
	})
}

// GetInlet reads one address with its last calls (administrators).
func (s *Session) GetInlet(in InletIn) (out InletOut, err error) {
	return out, s.read(func(v *store.View) error {
		if err := s.mustBeAdmin(v); err != nil {
			return err
		}
		if out.Inlet, err = v.Inlet(in.ID); err != nil {
			return err
		}
		calls, err := v.InletCalls(in.ID)
		if err != nil {
			return err
		}
		out.Calls = make([]InletCallView, 0, len(calls))
		for _, c := range calls {
			row := InletCallView{Call: c, Places: []intake.Place{}}
			if body, err := intake.JSON([]byte(c.Body)); err == nil {
				row.Places = intake.Places(body)
			}
			if row.CardName, err = nameOfCard(v, c.Card); err != nil {
				return err
			}
			out.Calls = append(out.Calls, row)
		}
		return nil
	})
}

// SaveInlet saves an address for other programs (administrators). Of a new one it
// tells where they call, this one time.
func (s *Session) SaveInlet(in SaveInletIn) (out SaveInletOut, err error) {
	token := ""
	if in.ID == 0 {
		token = inletToken()
	}
	return out, s.change(func(tx *store.Tx) error {
		inlet, _, err := in.inlet(&tx.View)
		if err != nil {
			return err
		}
		return tellInlet(tx, &out, inlet, token)
	})
}

// RenewInlet gives an address a new token (administrators): the old one lets
// nobody in from then on. The new one is told this one time.
func (s *Session) RenewInlet(in InletIn) (out SaveInletOut, err error) {
	token := inletToken()
	return out, s.change(func(tx *store.Tx) error {
		inlet, err := tx.Inlet(in.ID)
		if err != nil {
			return err
		}
		return tellInlet(tx, &out, inlet, token)
	})
}

// DeleteInlet takes an address away (administrators); the cards that came through
// it stay.
func (s *Session) DeleteInlet(in InletIn) (out crm.Inlet, err error) {
	return out, s.change(func(tx *store.Tx) error {
		if out, err = tx.Inlet(in.ID); err != nil {
			return err
		}
		return tx.DeleteInlet(in.ID)
	})
}

// tellInlet saves an address; with a new token it tells where programs call.
func tellInlet(tx *store.Tx, out *SaveInletOut, inlet crm.Inlet, token string) (err error) {
	hash := ""
	if token != "" {
		hash, inlet.Hint = hashOf(token), token[len(token)-4:]
	}
	if out.Inlet, err = tx.SaveInlet(inlet, hash); err != nil || token == "" {
		return err
	}
	ws, err := tx.Workspace()
	out.Path = "/in/" + out.Inlet.ID.String() + "/" + token
	if out.URL = out.Path; ws.Public != "" {
		out.URL = strings.TrimSuffix(ws.Public, "/") + out.Path
	}
	return err
}

// inletToken is 192 bits that nobody guesses.
func inletToken() string { return base64.RawURLEncoding.EncodeToString(secret.Random(24)) }

// hashOf is what is kept of a token, and of the name that a program gave a call.
func hashOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// inlet is what was asked for, checked.
func (in SaveInletIn) inlet(v *store.View) (out crm.Inlet, cat *crm.Catalogue, err error) {
	if in.ID != 0 {
		if out, err = v.Inlet(in.ID); err != nil {
			return out, nil, err
		}
	}
	var bad crm.Problems
	out.Name, out.Active, out.Route = name(&bad, "name", in.Name), in.Active, in.Route
	list, err := v.Inlets()
	if err != nil {
		return out, nil, err
	}
	for _, o := range list {
		if o.ID != in.ID && strings.EqualFold(o.Name, out.Name) {
			bad.Add("name", "incoming.name_taken")
		}
	}
	if in.ID == 0 && len(list) >= crm.MaxInlets {
		bad.Add("", "incoming.too_many", "max", crm.MaxInlets)
	}
	if cat, err = checkRoute(v, &bad, &out.Route); err != nil {
		return out, nil, err
	}
	out.Maps = checkMaps(cat, &bad, in.Maps)
	return out, cat, bad.Err()
}

func checkMaps(cat *crm.Catalogue, bad *crm.Problems, maps []crm.InletMap) []crm.InletMap {
	out := []crm.InletMap{}
	if len(maps) > crm.MaxInletMaps {
		bad.Add("maps", "incoming.too_many", "max", crm.MaxInletMaps)
		return out
	}
	sources := formSources(cat)
	for i, m := range maps {
		path := "maps[" + strconv.Itoa(i) + "]"
		m.Path = strings.TrimSpace(m.Path)
		if !intake.IsPath(m.Path) {
			bad.Add(path+".path", "incoming.path_bad", "path", m.Path)
		}
		if _, ok := sourceIn(sources, m.Key); !ok {
			bad.Add(path+".key", "lead.no_field", "name", m.Key)
		}
		out = append(out, m)
	}
	if len(out) == 0 {
		bad.Add("maps", "incoming.no_maps")
	}
	return out
}

// TryInlet says what would become of a call with what is being edited
// (administrators): it does it all and takes it back.
func (s *Session) TryInlet(in TryInletIn) (out TryInletOut, err error) {
	body, err := intake.JSON([]byte(in.Sample))
	if err != nil || len(in.Sample) > crm.MaxInletBody {
		var bad crm.Problems
		bad.Add("sample", "incoming.no_object")
		return out, bad.Err()
	}
	out.Places = intake.Places(body)
	return out, s.tried(func(tx *store.Tx) error {
		inlet, cat, err := in.Inlet.inlet(&tx.View)
		if err != nil {
			return err
		}
		t := callTaker{s: s.svc, inlet: inlet}
		out.Lead = TriedLead{}
		taken, err := t.take(tx, cat, body)
		return tellTried(tx, &out.Lead, taken, err, t.given, t.bad)
	})
}
