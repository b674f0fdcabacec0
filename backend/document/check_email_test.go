package document_test

import (
	"fmt"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/merge"
)

// Checking an email says of it what rendering it says: the same subject, the same
// pictures, the same error.
func TestCheckingAnEmailSaysWhatRenderingItSays(t *testing.T) {
	t.Parallel()
	bodies := []string{
		"Dear {{contact.first_name}}", "{{contact.first_name}}", " \n{{contact.first_name | default: \" \"}}\n", "{{contact.first_name | default: \"friend\"}}", "\u200b\n\t",
		"{{gone.field}}", "{{contact.first_name | nonsense}}", "{{", "plain", "", strings.Repeat("{{contact.first_name}}", 9),
	}
	values := []crm.MergeValues{
		{"contact.first_name": "Ștefan", "$lang": "ro"}, {"contact.first_name": ""}, {"contact.first_name": " "}, {}, {"contact.first_name": strings.Repeat("a", merge.MaxMerged/8)},
		{"contact.first_name": "=n12.5", "$lang": "hu"}, {"contact.first_name": strings.Repeat("a", merge.MaxMerged+1)},
	}
	for _, subject := range []string{"About {{contact.first_name}}", "About", "{{contact.first_name | default: \"\"}}"} {
		for _, text := range bodies {
			for _, doc := range []string{"", document.FromText(text)} {
				for _, v := range values {
					c := crm.Content{Subject: subject, Body: text, Doc: doc}
					checked, wrong := document.CheckEmail(c, v)
					rendered, err := document.Email(c, v, document.Options{})
					if fmt.Sprint(wrong) != fmt.Sprint(err) || checked.Subject != rendered.Subject || len(checked.Files) != len(rendered.Files) {
						t.Errorf("%q, %q: checked %q (%v), rendered %q (%v)", subject, text, checked.Subject, wrong, rendered.Subject, err)
					}
				}
			}
		}
	}
}
