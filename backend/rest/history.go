package rest

import (
	"time"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

// Happening is a line of a card's history.
type Happening struct {
	ID      string        `json:"id"`
	At      *time.Time    `json:"at" nullable:"false"`
	Kind    string        `json:"kind" enum:"change,message,task,automation,note,file"`
	Cause   crm.CauseKind `json:"cause" enum:"user,import,sequence,system,outside,sample"`
	Who     string        `json:"who,omitempty" doc:"A colleague's or a sequence's name."`
	Says    []Said        `json:"says"`
	Changes []Change      `json:"changes"`
	Note    string        `json:"note,omitempty"`
	File    string        `json:"file,omitempty" doc:"Its name."`
	Message crm.MessageID `json:"message,omitempty"`
}

// Change is one thing of a card before and after, in words.
type Change struct {
	What string `json:"what"`
	From string `json:"from"`
	To   string `json:"to"`
}

type historyIn struct {
	Paging
	ID string `path:"id"`
}

func cardHistory(c *call, in *historyIn) (*Listed[Happening], error) {
	var id crm.CardID
	if err := idIn(in.ID, "card", &id); err != nil {
		return nil, err
	}
	page, err := ask(c, "GetTimeline", (*api.Session).GetTimeline, api.TimelineIn{Card: id, After: in.Cursor, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	return listed(page.Lines, page.Next, happening), nil
}

func happening(l api.TimelineLine) Happening {
	out := Happening{ID: l.ID, At: moment(l.At), Kind: l.Kind, Cause: l.Cause, Who: l.Who, Says: saidAll(l.Say), Changes: []Change{}}
	for _, ch := range l.Changes {
		out.Changes = append(out.Changes, Change{What: said(ch.What).Text, From: said(ch.From).Text, To: said(ch.To).Text})
	}
	if l.Note != nil {
		out.Note = l.Note.Note.Text
	}
	if l.File != nil {
		out.File = l.File.File.Name
	}
	if l.Message != nil {
		out.Message = l.Message.ID
	}
	return out
}
