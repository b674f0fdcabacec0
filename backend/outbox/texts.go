package outbox

import (
	"sync"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// mostTexts is how many versions of templates are kept in memory.
const mostTexts = 64

// texts are the versions of templates that were read last; a version never
// changes.
type texts struct {
	mu   sync.Mutex
	kept map[crm.TemplateVersionID]crm.Content
}

// read fills in what claimed messages say.
func (t *texts) read(v *store.View, list []crm.Message) error {
	ids := make([]crm.MessageID, len(list))
	for i, m := range list {
		ids[i] = m.ID
	}
	vals, err := v.ValuesOf(ids)
	if err != nil {
		return err
	}
	contents, err := t.of(v, list)
	if err != nil {
		return err
	}
	for i := range list {
		list[i].Values, list[i].Content = vals[list[i].ID], contents[list[i].Version]
	}
	return nil
}

func (t *texts) of(v *store.View, list []crm.Message) (map[crm.TemplateVersionID]crm.Content, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	out := map[crm.TemplateVersionID]crm.Content{}
	var missing []crm.TemplateVersionID
	for _, m := range list {
		if _, done := out[m.Version]; done {
			continue
		}
		c, known := t.kept[m.Version]
		if out[m.Version] = c; !known {
			missing = append(missing, m.Version)
		}
	}
	if len(missing) == 0 {
		return out, nil
	}
	fresh, err := v.ContentsOf(missing)
	if len(t.kept)+len(fresh) > mostTexts || t.kept == nil {
		t.kept = map[crm.TemplateVersionID]crm.Content{}
	}
	for id, c := range fresh {
		out[id] = c
		if len(t.kept) < mostTexts {
			t.kept[id] = c
		}
	}
	return out, err
}
