package crm

import "encoding/json"

// MarshalJSON writes the values for the outside: keys are field ids as text,
// choices too.
func (v Values) MarshalJSON() ([]byte, error) {
	doc := make(map[string]any, len(v))
	for id, x := range v {
		doc[id.String()] = x
	}
	return json.Marshal(doc)
}
