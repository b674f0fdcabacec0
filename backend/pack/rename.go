package pack

import "regexp"

// merged finds the custom field or link that a merge field names.
var (
	merged = regexp.MustCompile(`(\{\{\s*)(card\.|link\.)([a-z][a-z0-9_]*)`)
	chip   = regexp.MustCompile(`^(\s*)(card\.|link\.)([a-z][a-z0-9_]*)`)
)

// LinkVariable is a link's variable among those that Renamed takes.
func LinkVariable(slug string) string { return "link." + slug }

// Renamed is a template whose merge fields have other names: those of the
// product that it goes to. to maps the variables of the pack, those of links as
// LinkVariable names them.
func (t Template) Renamed(to map[string]string) Template {
	in := func(pattern *regexp.Regexp, text string) string {
		return pattern.ReplaceAllStringFunc(text, func(found string) string {
			parts := pattern.FindStringSubmatch(found)
			key := parts[3]
			if parts[2] == "link." {
				key = LinkVariable(key)
			}
			if other, ok := to[key]; ok {
				return parts[1] + parts[2] + other
			}
			return found
		})
	}
	text := func(s string) string { return in(merged, s) }
	t.Content.Subject, t.Content.Body, t.Letter = text(t.Content.Subject), text(t.Content.Body), text(t.Letter)
	t.Paper.Header, t.Paper.Footer = text(t.Paper.Header), text(t.Paper.Footer)
	t.Tree = mapped(t.Tree, "", func(key, s string) string {
		if key == "expr" {
			return in(chip, s)
		}
		return text(s)
	})
	attachments := make([]Attachment, len(t.Attachments))
	for i, a := range t.Attachments {
		a.Name = text(a.Name)
		attachments[i] = a
	}
	t.Attachments = attachments
	return t
}

// mapped is decoded JSON with other texts in it.
func mapped(v any, key string, to func(key, text string) string) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, one := range v {
			out[k] = mapped(one, k, to)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, one := range v {
			out[i] = mapped(one, key, to)
		}
		return out
	case string:
		return to(key, v)
	}
	return v
}

// Pictures is a document's tree whose pictures are named otherwise.
func Pictures(tree any, to func(name string) string) any {
	return mapped(tree, "", func(key, text string) string {
		if key == "asset" {
			return to(text)
		}
		return text
	})
}
