package pack

import (
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/document"
)

// Write writes a pack. Read gives the same pack of it.
func (p *Pack) Write() []byte {
	e := &emitter{}
	e.mapping(mapping{
		{"stepwise", Version},
		{"recipe", p.Recipe.written()},
		{"statuses", each(p.Statuses, func(s Status) any {
			return flow{{"name", s.Name}, {"group", string(s.Group)}, {"color", s.Color}}
		})},
		{"fields", each(p.Fields, func(f Field) any {
			return flow{{"name", f.Name}, {"variable", f.Slug}, {"type", string(f.Type)}, {"currency", f.Currency}, {"help", f.Help}, {"choices", row(f.Choices)}}
		})},
		{"tags", row(p.Tags)},
		{"links", each(p.Links, writeLink)},
		{"forms", each(p.Forms, writeForm)},
		{"files", each(p.Files, func(f File) any {
			return mapping{{"name", f.Name}, {"base64", wrapped(base64.StdEncoding.EncodeToString(f.Content))}}
		})},
		{"filters", each(p.Filters, func(f Filter) any {
			return mapping{{"name", f.Name}, {"folder", f.Folder}, {"all", members(f.Tree)}}
		})},
		{"templates", each(p.Templates, writeTemplate)},
		{"automations", each(p.Sequences, writeSequence)},
	}, 0, true)
	return []byte(e.String())
}

func each[T any](items []T, write func(T) any) list {
	out := make(list, len(items))
	for i, one := range items {
		out[i] = write(one)
	}
	return out
}

// wrapped breaks base64 into lines.
func wrapped(s string) string {
	var b strings.Builder
	for part := range slices.Chunk([]byte(s), 76) {
		b.Write(part)
		b.WriteByte('\n')
	}
	return b.String()
}

// members are the conditions of a group and the groups below it.
func members(g Group) any {
	out := list{}
	for _, c := range g.Conditions {
		subject := entry{"subject", c.Subject}
		if c.Subject == "field" {
			subject = entry{"field", c.Field}
		}
		out = append(out, flow{subject, {"op", c.Op}, {"values", row(c.Values)}})
	}
	for _, sub := range g.Groups {
		kind := "all"
		if sub.Any {
			kind = "any"
		}
		out = append(out, mapping{{kind, members(sub)}})
	}
	return orEmpty(out, len(out), "[]")
}

// orEmpty says that something is there and has nothing in it.
func orEmpty(v any, count int, empty literally) any {
	if count == 0 {
		return empty
	}
	return v
}

func writeTemplate(t Template) any {
	c := t.Content
	paper := flow{{"size", t.Paper.Page}, {"landscape", t.Paper.Orientation == document.Landscape}, {"margin", t.Paper.Margin}, {"header", t.Paper.Header}, {"footer", t.Paper.Footer}}
	m := mapping{
		{"name", t.Name}, {"kind", string(t.Kind)}, {"folder", t.Folder}, {"subject", c.Subject}, {"body", c.Body}, {"letter", t.Letter},
		{"document", tree(t.Tree)}, {"simplify", c.Simplify}, {"task", c.TaskType}, {"due_days", c.DueDays}, {"due_workdays", c.DueWorkdays},
		{"priority", string(c.Priority)},
		{"attachments", each(t.Attachments, func(a Attachment) any { return flow{{"file", a.File}, {"pdf", a.PDF}, {"name", a.Name}} })},
	}
	if t.Paper != (document.Attrs{}) {
		m = append(m, entry{"paper", paper})
	}
	return m
}

// treeKeys are the keys of a document's nodes, in the order in which they read
// best.
var treeKeys = []string{"type", "text", "attrs", "marks", "content"}

// tree is decoded JSON as YAML: what is small on one line.
func tree(v any) any {
	switch v := v.(type) {
	case map[string]any:
		keys := slices.Sorted(maps.Keys(v))
		slices.SortStableFunc(keys, func(a, b string) int { return rankOf(a) - rankOf(b) })
		if content, _ := v["content"].([]any); len(content) == 0 {
			out := flow{}
			for _, k := range keys {
				out = append(out, entry{k, tree(v[k])})
			}
			return out
		}
		out := mapping{}
		for _, k := range keys {
			out = append(out, entry{k, tree(v[k])})
		}
		return out
	case []any:
		return each(v, tree)
	}
	return v
}

func rankOf(key string) int {
	if i := slices.Index(treeKeys, key); i >= 0 {
		return i
	}
	return len(treeKeys)
}

func writeSequence(q Sequence) any {
	return mapping{
		{"name", q.Name}, {"description", q.Description}, {"folder", q.Folder}, {"filter", q.Filter},
		{"again", unless(string(q.Reentry), string(crm.ReentryOnce))}, {"again_days", q.ReentryDays}, {"again_date", q.ReentryDate},
		{"run_to_end", q.RunToEnd}, {"stop_on_reply", q.StopOnReply}, {"fallback", q.Fallback}, {"steps", each(q.Steps, writeStep)},
	}
}

func unless(s, usual string) string {
	if s == usual {
		return ""
	}
	return s
}

func writeStep(s Step) any {
	m := mapping{
		{"do", string(s.Kind)}, {"delay", delay(s.Timing)}, {"days", days(s.Timing)}, {"from", s.Timing.From},
		{"anchor", unless(string(s.Anchor), string(crm.AnchorStep))}, {"date", s.DateField}, {"before", s.Before},
		{"template", s.Template}, {"template_b", s.TemplateB}, {"to", unless(string(s.Recipient), string(crm.RecipientMain))}, {"to_field", s.RecipientField},
		{"assignee", s.Assignee}, {"sender", s.Sender}, {"attach_pdf", s.AttachPDF}, {"purpose", unless(string(s.Purpose), string(crm.PurposeMarketing))},
		{"lateness", s.Lateness}, {"disabled", s.Disabled},
	}
	if s.OnlyIf != nil {
		m = append(m, entry{"only_if", mapping{{"all", members(*s.OnlyIf)}}})
	}
	if s.Change != nil {
		m = append(m, writeChange(s.Change))
	}
	if c := s.Call; c != nil {
		call := mapping{{"webhook", c.Webhook}, {"values", c.Values}, {"text", c.Text}}
		m = append(m, entry{"call", call})
		if nothing(call) {
			m[len(m)-1].value = literally("{}")
		}
	}
	return m
}

func writeChange(c *Change) entry {
	change := mapping{
		{"status", c.Status}, {"owner", c.Owner}, {"in_turn", row(c.InTurn)}, {"clear_owner", c.ClearOwner},
		{"set", each(c.Set, func(s Set) any { return flow{{"field", s.Field}, {"value", valueOf(s.Value)}} })},
		{"clear", row(c.Clear)}, {"add_tags", row(c.AddTags)}, {"remove_tags", row(c.RemoveTags)},
	}
	if nothing(change) {
		return entry{"change", literally("{}")}
	}
	return entry{"change", change}
}

// valueOf keeps false and 0, which are values here.
func valueOf(v any) any {
	switch v := v.(type) {
	case bool:
		return literally(strconv.FormatBool(v))
	case []string:
		return row(v)
	}
	return v
}

// literally is written as it is.
type literally string

func delay(t crm.Timing) string {
	if t.Delay == 0 && t.Unit == crm.UnitDays {
		return ""
	}
	unit := strings.TrimSuffix(string(t.Unit), "s")
	if t.Delay != 1 {
		unit += "s"
	}
	return fmt.Sprintf("%d %s", t.Delay, unit)
}

func days(t crm.Timing) any {
	if t.Sync != crm.SyncWeekdays {
		return unless(string(t.Sync), string(crm.SyncAny))
	}
	out := row{}
	for _, d := range t.Weekdays {
		if d >= 1 && d <= 7 {
			out = append(out, weekdays[d-1])
		}
	}
	return orEmpty(out, len(out), "[]")
}
