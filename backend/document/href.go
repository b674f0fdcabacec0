package document

import (
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
)

// Href is where a link leads, with its merge fields filled in: only http, https,
// mailto and tel, and "firma.ro/oferta" is a page too. It is false where the
// link leads nowhere and its text stays text. Errors are those of merge.Text.
func Href(link string, v crm.MergeValues) (href string, ok bool, err error) {
	pieces, err := merge.Pieces(link)
	if err != nil {
		return "", false, err
	}
	f := merge.Fill(v)
	var b strings.Builder
	for _, p := range pieces {
		text, err := f.Value(p)
		if err != nil {
			return "", false, err
		}
		if p.IsField() {
			text = inAddress(b.String(), text)
		}
		b.WriteString(text)
	}
	href, ok = hrefOf(b.String())
	return href, ok, nil
}

// inAddress is a value as it stands in an address behind what is there already:
// in a question ("?name=…") it is one answer and never adds another one, such as
// a recipient of a mailto. What is escaped already stays.
func inAddress(before, value string) string {
	if !strings.Contains(before, "?") {
		return value
	}
	return answer.Replace(value)
}

var answer = strings.NewReplacer("&", "%26", "#", "%23", "+", "%2B", ";", "%3B", "<", "%3C", ">", "%3E", `"`, "%22",
	"`", "%60", `\`, "%5C", "\t", "%09", "\r\n", "%0D%0A", "\n", "%0D%0A")
