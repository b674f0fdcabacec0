package bench

import (
	"fmt"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/document"
)

// Letters measures how long merging and rendering an email of 10 KB with ten
// merge fields takes, plain and as a document.
func Letters(runs int, j Job) ([]Figure, error) {
	plain := crm.Content{Subject: "About {{card.name}}", Body: strings.NewReplacer("<p>", "", "</p>", "\n").Replace(letter())}
	rich := crm.Content{Subject: plain.Subject, Doc: document.FromText(plain.Body)}
	values := crm.MergeValues{}
	for _, name := range []string{"contact.first_name", "contact.last_name", "contact.name", "card.name", "card.status", "card.owner", "owner.name", "owner.email", "workspace.name", "card.created"} {
		values[name] = "Ștefan & Co"
	}
	var list []Figure
	for _, m := range []struct {
		name    string
		content crm.Content
	}{{"plain", plain}, {"as a document", rich}} {
		f := Figure{Target: "≤ 60", Unit: "µs"}
		for range runs {
			const times = 3000
			size := 0
			before := cpu()
			for range times {
				r, err := document.Email(m.content, values, document.Options{Footer: "Unsubscribe"})
				if err != nil {
					return nil, err
				}
				size = len(r.Text)
			}
			f.add(float64((cpu()-before).Microseconds())/times, 0)
			f.Name = fmt.Sprintf("merging and rendering an email with ten fields, %s, %d B of text: processor time", m.name, size)
		}
		fmt.Fprintf(j.Say, "%s: %s µs\n", f.Name, short(middle(f.Ours)))
		list = append(list, f)
	}
	return list, nil
}
