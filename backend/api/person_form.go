package api

import "stepwise/backend/crm"

// sentIn adds what the person sent in by forms.
func (g *gatherer) sentIn(out *personFile, c crm.Contact, cards []crm.CardID) error {
	var emails []string
	for _, a := range c.Addresses {
		if a.Channel == crm.ChannelEmail {
			emails = append(emails, a.Value)
		}
	}
	list, err := g.v.SubmissionsOf(c.ID, cards, emails)
	if err != nil {
		return err
	}
	known := map[crm.FormID]*formNames{}
	for _, sub := range list {
		row, err := submissionRow(g.v, known, sub)
		if err != nil {
			return err
		}
		line := personForm{At: g.at(sub.At), Form: row.FormName, Page: sub.Page, State: string(sub.State), Agreed: sub.Agreed, Wording: sub.Wording, Answers: []personField{}}
		for _, a := range row.Answers {
			line.Answers = append(line.Answers, personField{Name: g.say(a.Label), Value: a.Text})
		}
		out.Forms = append(out.Forms, line)
	}
	return nil
}
