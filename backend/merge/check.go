package merge

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
)

// miniCRM finds what is meant as one of MiniCRM's fields, also one that doesn't
// close. Other {% … %} are plain text.
var miniCRM = regexp.MustCompile(`\{%\s*(?:[A-Z]\w*\.\w|Today\b)(?:[^{}%]|%[^{}%])*%\}|` +
	`(?i)\{%\s*(?:(?:person|contact|company|business|project|card|invoice|owner|user|link)\.\w+|today\b|\{[{%])`)

// Check says everything wrong with a text at once: too big, not text, fields
// that don't exist or don't close, filters that don't exist or don't fit. It
// is empty for a text that can be saved.
func Check(src string, cat *crm.Catalogue) []crm.Phrase {
	if len(src) > crm.MaxBody {
		return []crm.Phrase{crm.Say("merge.body_too_big", "max", crm.MaxBody>>10)}
	}
	if !utf8.ValidString(src) {
		return []crm.Phrase{crm.Say("merge.not_text")}
	}
	parts, wrong := parse(src)
	types, count := Types(cat), len(wrong)
	for _, p := range parts {
		if p.field != nil {
			wrong = append(wrong, p.field.check(types)...)
			count++
		}
	}
	if count > crm.MaxMergeFields {
		wrong = append([]crm.Phrase{crm.Say("merge.too_many_fields", "max", crm.MaxMergeFields)}, wrong...)
	}
	for _, m := range miniCRM.FindAllString(src, maxProblems) {
		wrong = append(wrong, foreignProblem(m, types))
	}
	return distinct(wrong)
}

func foreignProblem(text string, types map[string]string) crm.Phrase {
	head := foreignHead.FindStringSubmatch(strings.TrimSpace(text[2:]))
	if head == nil {
		return crm.Say("merge.foreign_field", "text", snippet(text))
	}
	if strings.EqualFold(head[1], "link") {
		return crm.Say("merge.foreign_link", "text", snippet(text))
	}
	if near := nearest(head[1]+"."+head[2], types); near != "" {
		return crm.Say("merge.foreign_field_near", "text", snippet(text), "near", near)
	}
	return crm.Say("merge.foreign_field", "text", snippet(text))
}

func (f *expr) check(types map[string]string) []crm.Phrase {
	typ, ok := types[f.path]
	if !ok {
		if near := nearest(f.path, types); near != "" {
			return []crm.Phrase{crm.Say("merge.unknown_field_near", "field", f.path, "near", near)}
		}
		return []crm.Phrase{crm.Say("merge.unknown_field", "field", f.path)}
	}
	var wrong []crm.Phrase
	for _, c := range f.calls {
		fl, ok := filterNamed(c.name)
		switch {
		case !ok:
			wrong = append(wrong, crm.Say("merge.unknown_filter", "filter", c.name, "field", f.path))
			continue
		case fl.in != nil && !slices.Contains(fl.in, typ):
			wrong = append(wrong, crm.Say("merge.filter_type", "filter", c.name, "field", f.path))
		case !fl.takes(c.arg):
			key := "merge.filter_argument"
			if fl.needs == noArgument {
				key = "merge.filter_no_argument"
			}
			wrong = append(wrong, crm.Say(key, "filter", c.name, "field", f.path, "example", fl.example))
		}
		if fl.out != "" {
			typ = fl.out
		}
	}
	return wrong
}

// nearest is the known field that was probably meant: the same in another
// writing or by another noun, at most two letters off, the same last word, or
// one that says it in part.
func nearest(path string, types map[string]string) string {
	noun, name, _ := strings.Cut(path, ".")
	lower := strings.ToLower(path)
	if types[lower] != "" {
		return lower
	}
	if same := counterpart(noun, name, types); same != "" {
		return same
	}
	group := foreignGroups[strings.ToLower(noun)]
	switch {
	case group != "" && name == "" && types[group+".name"] != "":
		return group + ".name"
	case group != "":
		lower = group + "." + strings.ToLower(name)
	}
	if near := fewLettersOff(lower, types); near != "" {
		return near
	}
	return inPart(lower, types)
}

// inPart is the longest known field of the group whose name is in the one that
// was written, or the other way round.
func inPart(path string, types map[string]string) (best string) {
	group, name, _ := strings.Cut(path, ".")
	if len(letters(name)) < 4 {
		return ""
	}
	for _, known := range slices.Sorted(maps.Keys(types)) {
		g, n, _ := strings.Cut(known, ".")
		if g == group && len(known) > len(best) && n != "" && (strings.Contains(letters(name), letters(n)) || strings.Contains(letters(n), letters(name))) {
			best = known
		}
	}
	return best
}

func fewLettersOff(lower string, types map[string]string) string {
	last := lower[strings.LastIndexByte(lower, '.')+1:]
	best, bestCost := "", 3
	for _, known := range slices.Sorted(maps.Keys(types)) {
		cost := distance(lower, known)
		if cost > 2 && known[strings.LastIndexByte(known, '.')+1:] == last {
			cost = 2
		}
		if cost < bestCost {
			best, bestCost = known, cost
		}
	}
	return best
}

// distance counts the letters to change, add or drop; words too different in
// length are simply far.
func distance(a, b string) int {
	if d := len(a) - len(b); d > 2 || d < -2 {
		return 3
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}

func distinct(wrong []crm.Phrase) []crm.Phrase {
	seen := map[string]bool{}
	var out []crm.Phrase
	for _, w := range wrong {
		id := w.Key
		for _, name := range []string{"field", "filter", "text"} {
			if s, ok := w.Args[name].(string); ok {
				id += "\x00" + s
			}
		}
		if !seen[id] && len(out) < maxProblems {
			seen[id] = true
			out = append(out, w)
		}
	}
	return out
}
