package crm

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// ChoiceSet are several choices: their ids once each, sorted, as ",3,7,", so
// that equal sets are equal values. It is never empty: no choice is "not set".
// Outside it is a list of ids.
type ChoiceSet string

// ChoiceSetOf makes the set of some choices; "" of none.
func ChoiceSetOf(ids ...ChoiceID) ChoiceSet {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	if len(ids) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteByte(',')
	for _, id := range ids {
		b.WriteString(strconv.FormatInt(int64(id), 10))
		b.WriteByte(',')
	}
	return ChoiceSet(b.String())
}

// IDs are the choices of the set, sorted.
func (s ChoiceSet) IDs() []ChoiceID {
	ids := []ChoiceID{}
	for part := range strings.SplitSeq(strings.Trim(string(s), ","), ",") {
		if n, err := strconv.ParseInt(part, 10, 64); err == nil {
			ids = append(ids, ChoiceID(n))
		}
	}
	return ids
}

// Has says whether a choice is in the set.
func (s ChoiceSet) Has(id ChoiceID) bool {
	return strings.Contains(string(s), ","+strconv.FormatInt(int64(id), 10)+",")
}

// MarshalJSON writes the list of ids.
func (s ChoiceSet) MarshalJSON() ([]byte, error) { return json.Marshal(s.IDs()) }

// UnmarshalJSON reads a list of ids.
func (s *ChoiceSet) UnmarshalJSON(text []byte) error {
	var ids []ChoiceID
	if err := json.Unmarshal(text, &ids); err != nil {
		return err
	}
	*s = ChoiceSetOf(ids...)
	return nil
}
