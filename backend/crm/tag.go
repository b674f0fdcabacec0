package crm

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Tag is a word that people hang on cards and contacts, of all products. Anybody
// may make one; two whose names differ only in case or diacritics are one.
type Tag struct {
	ID    TagID  `json:"id" db:"id" ts_type:"string"`
	Name  string `json:"name" db:"name"` // 1..60 characters
	Color string `json:"color" db:"color"`
}

// MaxTag is the longest name of a tag and MaxTags the most tags of one card,
// the first in characters.
const (
	MaxTag  = 60
	MaxTags = 50
)

// TagSet is the tags of a card or contact: their ids between commas, ascending,
// each once (",3,17,"), "" for none. Two equal sets are the same text. Outside
// it is a list of ids.
type TagSet string

// Tags makes a set.
func Tags(ids ...TagID) TagSet {
	sorted := slices.Compact(slices.Sorted(slices.Values(ids)))
	var b strings.Builder
	for _, id := range sorted {
		if id == 0 {
			continue
		}
		if b.Len() == 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.FormatInt(int64(id), 10))
		b.WriteByte(',')
	}
	return TagSet(b.String())
}

// IDs lists the set, ascending.
func (s TagSet) IDs() []TagID {
	ids := []TagID{}
	for _, part := range strings.Split(strings.Trim(string(s), ","), ",") {
		if n, err := strconv.ParseInt(part, 10, 64); err == nil {
			ids = append(ids, TagID(n))
		}
	}
	return ids
}

// Has says whether a tag is in the set.
func (s TagSet) Has(id TagID) bool { return strings.Contains(string(s), fmt.Sprintf(",%d,", id)) }

// With is the set and more tags; Without is the set less some.
func (s TagSet) With(ids ...TagID) TagSet { return Tags(append(s.IDs(), ids...)...) }

// Without is the set less some tags.
func (s TagSet) Without(ids ...TagID) TagSet {
	return Tags(slices.DeleteFunc(s.IDs(), func(id TagID) bool { return slices.Contains(ids, id) })...)
}

// MarshalJSON writes the list of ids.
func (s TagSet) MarshalJSON() ([]byte, error) { return json.Marshal(s.IDs()) }

// UnmarshalJSON reads a list of ids in any order.
func (s *TagSet) UnmarshalJSON(text []byte) error {
	var ids []TagID
	if err := json.Unmarshal(text, &ids); err != nil {
		return err
	}
	*s = Tags(ids...)
	return nil
}

// Value stores the text.
func (s TagSet) Value() (driver.Value, error) { return string(s), nil }
