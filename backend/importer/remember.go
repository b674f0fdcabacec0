package importer

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"stepwise/backend/crm"
)

// MappingKey stands for the columns of a table, in whatever order: files of one
// kind have the same. It is 32 hexadecimal digits.
func MappingKey(t *Table) string {
	names := make([]string, 0, len(t.Headers))
	for _, h := range t.Headers {
		names = append(names, alike(h))
	}
	slices.Sort(names)
	sum := sha256.Sum256([]byte(strings.Join(names, "\x1f")))
	return hex.EncodeToString(sum[:16])
}

// Remembered is a mapping by column names, to be kept as JSON.
type Remembered struct {
	Columns       map[string]Target `json:"columns"` // by the folded name
	DateFormat    string            `json:"dateFormat"`
	DecimalComma  bool              `json:"decimalComma"`
	NameOrder     string            `json:"nameOrder"`
	DefaultStatus crm.StatusID      `json:"defaultStatus"`
	DefaultOwner  crm.UserID        `json:"defaultOwner"`
	CreateMissing bool              `json:"createMissing"`
	SplitCells    bool              `json:"splitCells"`
}

// Remember keeps what a person decided about a table.
func Remember(t *Table, m Mapping) Remembered {
	r := Remembered{
		Columns: map[string]Target{}, DateFormat: m.DateFormat, DecimalComma: m.DecimalComma, NameOrder: m.NameOrder,
		DefaultStatus: m.DefaultStatus, DefaultOwner: m.DefaultOwner, CreateMissing: m.CreateMissing, SplitCells: m.SplitCells,
	}
	for i, target := range m.Columns {
		if i < len(t.Headers) && t.Headers[i] != "" {
			r.Columns[alike(t.Headers[i])] = target
		}
	}
	return r
}

// Mapping is the remembered mapping for a table with the same columns in any
// order. A field that was to be made and is there by now is filled; what is
// gone is ignored. Region and Zone are left to the caller, as by Guess.
func (r Remembered) Mapping(t *Table, cat *crm.Catalogue) Mapping {
	m := Mapping{
		Columns: make([]Target, len(t.Headers)), DateFormat: r.DateFormat, DecimalComma: r.DecimalComma, NameOrder: r.NameOrder,
		DefaultStatus: r.DefaultStatus, DefaultOwner: r.DefaultOwner, CreateMissing: r.CreateMissing, SplitCells: r.SplitCells,
	}
	if _, ok := cat.Status(m.DefaultStatus); !ok {
		m.DefaultStatus = firstStatus(cat)
	}
	if u, ok := cat.User(m.DefaultOwner); !ok || !u.Active {
		m.DefaultOwner = 0
	}
	names := t.fieldNames()
	for i, h := range t.Headers {
		target := r.Columns[alike(h)]
		if strings.HasPrefix(string(target), newPrefix) {
			if j := slices.IndexFunc(cat.Fields, func(f crm.Field) bool { return alike(f.Name) == alike(names[i]) }); j >= 0 {
				target = ToField(cat.Fields[j].ID)
			}
		}
		if target != Ignore {
			if _, bad := understand(names[i], target, cat); bad != nil {
				target = Ignore
			}
		}
		m.Columns[i] = target
	}
	return m
}
