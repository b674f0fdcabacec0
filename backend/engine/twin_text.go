package engine

import (
	"encoding/json"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/merge"
	"stepwise/backend/outbox"
)

// Text is what a row says, with its card's values: a subject or title, and the
// words. A row without words has none.
func (h *Happened) Text(i int) (crm.Rendered, error) {
	ev := &h.Rows[i]
	if ev.version == 0 {
		return crm.Rendered{Subject: ev.Row.Title, Text: ev.note}, nil
	}
	content, values, err := h.frozen(ev)
	if err != nil {
		return crm.Rendered{}, err
	}
	if ev.Row.Kind == crm.StepSMSClient {
		text, err := document.SMS(content, values)
		return crm.Rendered{Text: text}, err
	}
	return document.Email(content, values, document.Options{Language: merge.Language(values), Footer: values[outbox.FooterValue]})
}

func (h *Happened) frozen(ev *Event) (crm.Content, crm.MergeValues, error) {
	var values crm.MergeValues
	err := json.Unmarshal([]byte(ev.values), &values)
	return h.contents[ev.version], values, err
}

// firstWords is how much of an SMS stands for a title.
const firstWords = 80

// Row is a row with its title.
func (h *Happened) Row(i int) crm.ForecastRow {
	title := h.Title(i)
	row := h.Rows[i].Row
	row.Title = title
	return row
}

// Title is the subject of an email, the title of a task, or how an SMS begins.
func (h *Happened) Title(i int) string {
	h.titles.Lock()
	defer h.titles.Unlock()
	ev := &h.Rows[i]
	if ev.version == 0 || ev.Row.Title != "" {
		return ev.Row.Title
	}
	content, values, err := h.frozen(ev)
	if err != nil {
		return ""
	}
	var title string
	if ev.Row.Kind == crm.StepSMSClient {
		title, err = document.SMS(content, values)
	} else {
		title, err = merge.Line(content.Subject, values)
	}
	if err != nil {
		return ""
	}
	runes := []rune(strings.TrimSpace(title))
	ev.Row.Title = string(runes[:min(len(runes), firstWords)])
	return ev.Row.Title
}
