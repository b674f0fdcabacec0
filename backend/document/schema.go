package document

import (
	"slices"
	"strings"
)

// rule is what the schema says of one type of node.
type rule struct {
	holds    []string // the types of its children; none for an atom
	min, max int      // how many children; max 0: any number
	attrs    []string
	marks    bool
}

var (
	inline       = []string{Text, HardBreak, FieldChip}
	columnBlocks = []string{Paragraph, Heading, BulletList, OrderedList, Button, Image, Divider, Signature, Table}
	blocks       = append(slices.Clone(columnBlocks), Columns, PageBreak)
	itemBlocks   = []string{Paragraph, BulletList, OrderedList}
	cells        = []string{TableHeader, TableCell}

	schema = map[string]rule{
		Doc:         {holds: blocks, attrs: []string{"page", "orientation", "margin", "header", "footer"}},
		Paragraph:   {holds: inline, attrs: []string{"align"}},
		Heading:     {holds: inline, attrs: []string{"level", "align"}},
		BulletList:  {holds: []string{ListItem}, min: 1},
		OrderedList: {holds: []string{ListItem}, min: 1, attrs: []string{"start"}},
		ListItem:    {holds: itemBlocks, min: 1},
		Button:      {attrs: []string{"label", "href", "align"}},
		Image:       {attrs: []string{"asset", "alt", "width", "href", "align"}},
		Columns:     {holds: []string{Column}, min: 2, max: 3},
		Column:      {holds: columnBlocks, min: 1},
		Divider:     {},
		Signature:   {},
		Table:       {holds: []string{TableRow}, min: 1},
		TableRow:    {holds: cells, min: 1},
		TableHeader: {holds: []string{Paragraph}, min: 1, attrs: []string{"align"}},
		TableCell:   {holds: []string{Paragraph}, min: 1, attrs: []string{"align"}},
		PageBreak:   {},
		Text:        {marks: true},
		HardBreak:   {marks: true},
		FieldChip:   {attrs: []string{"expr"}, marks: true},
	}

	markAttrs = map[string][]string{Bold: nil, Italic: nil, Underline: nil, Strike: nil, Link: {"href"}, Color: {"color"}}
)

var colour = lazily(`^#[0-9a-fA-F]{6}$`)

// needed are the attributes that a type can't do without.
func needed(of string, a *Attrs) (name string, ok bool) {
	switch of {
	case Heading:
		return "level", a.Level != 0
	case FieldChip:
		return "expr", a.Expr != ""
	case Color:
		return "color", a.Color != ""
	case Link:
		return "href", strings.TrimSpace(a.Href) != ""
	}
	return "", true
}

// setText puts a text attribute in its place, or says that it can't be that.
func (a *Attrs) setText(name, value string) bool {
	switch name {
	case "align":
		a.Align = without(value, "left")
		return slices.Contains([]string{"", AlignCenter, AlignRight}, a.Align)
	case "page":
		a.Page = without(value, "A4")
		return a.Page == "" || a.Page == PageLetter
	case "orientation":
		a.Orientation = without(value, "portrait")
		return a.Orientation == "" || a.Orientation == Landscape
	case "color":
		a.Color = strings.ToLower(value)
		return colour().MatchString(value)
	case "asset":
		return a.Asset.UnmarshalText([]byte(value)) == nil
	case "expr":
		a.Expr = strings.TrimSpace(value)
		return a.Expr != "" && !strings.ContainsAny(value, "\r\n") && !strings.Contains(value, "{{") && !strings.Contains(value, "}}")
	case "label":
		a.Label = value
	case "href":
		a.Href = strings.TrimSpace(value)
	case "alt":
		a.Alt = value
	case "header":
		a.Header = value
	case "footer":
		a.Footer = value
	default:
		return false
	}
	return true
}

func without(value, usual string) string {
	if value == usual {
		return ""
	}
	return value
}

// setNumber puts a number attribute in its place, or says that it can't be that.
func (a *Attrs) setNumber(name string, n int) bool {
	switch name {
	case "level":
		a.Level = n
		return n >= 1 && n <= 3
	case "start":
		a.Start = n
		return n >= 0 && n <= 1_000_000
	case "width":
		a.Width = n
		return n >= 10 && n <= 100
	case "margin":
		a.Margin = n
		return n >= 5 && n <= 50
	}
	return false
}
