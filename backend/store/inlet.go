package store

import (
	"encoding/json"

	"stepwise/backend/crm"
)

type inletRow struct {
	crm.Inlet
	RouteText string `db:"route"`
	MapsText  string `db:"maps"`
}

const inletColumns = "id, name, active, hint, route, maps, created, used"

func (r *inletRow) inlet() (crm.Inlet, error) {
	in := r.Inlet
	if err := json.Unmarshal([]byte(r.RouteText), &in.Route); err != nil {
		return in, err
	}
	return in, json.Unmarshal([]byte(r.MapsText), &in.Maps)
}

// Inlets reads the addresses for other programs, by name.
func (v *View) Inlets() ([]crm.Inlet, error) {
	var rows []inletRow
	if err := v.list(&rows, "SELECT "+inletColumns+" FROM inlet ORDER BY name, id"); err != nil {
		return nil, err
	}
	list := make([]crm.Inlet, 0, len(rows))
	for i := range rows {
		in, err := rows[i].inlet()
		if err != nil {
			return nil, err
		}
		list = append(list, in)
	}
	return list, nil
}

// Inlet reads one address.
func (v *View) Inlet(id crm.InletID) (crm.Inlet, error) {
	var row inletRow
	found, err := v.one(&row, "SELECT "+inletColumns+" FROM inlet WHERE id = ?", id)
	if err == nil && !found {
		err = crm.NotFound("inlet")
	}
	if err != nil {
		return crm.Inlet{}, err
	}
	return row.inlet()
}

// InletHash is the hash of an address's token; "" where there is no such address.
func (v *View) InletHash(id crm.InletID) (hash string, err error) {
	_, err = v.one(&hash, "SELECT hash FROM inlet WHERE id = ?", id)
	return hash, err
}

// SaveInlet adds an address (no id; hash is of its token) or changes one, which
// keeps its token where hash is "".
func (t *Tx) SaveInlet(in crm.Inlet, hash string) (crm.Inlet, error) {
	if in.ID == 0 {
		id, err := nextID[crm.InletID](t, "inlet")
		if err != nil {
			return in, err
		}
		in.ID = id
	}
	route, err := json.Marshal(in.Route)
	if err != nil {
		return in, err
	}
	maps, err := json.Marshal(in.Maps)
	if err != nil {
		return in, err
	}
	t.Changed("inlet", in.ID.String())
	_, err = t.exec(`INSERT INTO inlet (id, name, active, product, hash, hint, route, maps, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
		ON CONFLICT (id) DO UPDATE SET name = ?2, active = ?3, product = ?4, route = ?7, maps = ?8,
			hash = iif(?5 = '', hash, ?5), hint = iif(?5 = '', hint, ?6)`,
		int64(in.ID), in.Name, in.Active, int64(in.Route.Product), hash, in.Hint, string(route), string(maps), t.Now)
	if err != nil {
		return in, err
	}
	return t.Inlet(in.ID)
}

// DeleteInlet takes an address away; the cards that came through it stay.
func (t *Tx) DeleteInlet(id crm.InletID) error {
	t.Changed("inlet", id.String())
	return t.must("DELETE FROM inlet WHERE id = ?", id)
}

// InletRow is what of an address is carried over a restore.
type InletRow struct {
	ID   crm.InletID `db:"id"`
	Hash string      `db:"hash"`
	Hint string      `db:"hint"`
}

// InletRows reads the tokens of all addresses, to be carried over a restore.
func (v *View) InletRows() (rows []InletRow, err error) {
	return rows, v.list(&rows, "SELECT id, hash, hint FROM inlet ORDER BY id")
}

// CarryInlets leaves the addresses with the tokens that they had before a
// restore: one that was renewed or taken away since the backup lets nobody in.
func (t *Tx) CarryInlets(rows []InletRow) error {
	if _, err := t.exec("UPDATE inlet SET hash = 'gone ' || id"); err != nil { // no hash of anything
		return err
	}
	var last int64
	for _, r := range rows {
		last = max(last, int64(r.ID))
		if _, err := t.exec("UPDATE inlet SET hash = ?, hint = ? WHERE id = ?", r.Hash, r.Hint, r.ID); err != nil {
			return err
		}
	}
	t.Changed("inlet", "*")
	return t.countedTo("inlet", last)
}
