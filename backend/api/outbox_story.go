package api

import (
	"cmp"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// StoryLine is one thing that happened to a message.
type StoryLine struct {
	At    crm.Instant `json:"at"`
	Kind  string      `json:"kind" ts_type:"'queued'|'attempt'|'history'|'next'"`
	Say   crm.Phrase  `json:"say"`
	Words string      `json:"words"` // the server's
	Who   string      `json:"who"`   // the colleague who decided; "" where it happened by itself
}

// story is everything that is known to have happened to a message, oldest first,
// and the next attempt where one is planned.
func story(v *store.View, m crm.Message) ([]StoryLine, error) {
	key := "outbox.story.queued"
	if m.Resend > 0 {
		key = "outbox.story.queued_again"
	}
	list := []StoryLine{{At: m.Created, Kind: "queued", Say: crm.Say(key, "planned", m.Planned)}}
	tries, err := attempts(v, m)
	if err != nil {
		return nil, err
	}
	list = append(list, tries...)
	hits, err := hitLines(v, m)
	if err != nil {
		return nil, err
	}
	list = append(list, hits...)
	lines, err := v.MessageHistory(m)
	if err != nil {
		return nil, err
	}
	for _, l := range lines {
		if !saidByAttempt(tries, l) {
			list = append(list, StoryLine{At: l.At, Kind: "history", Say: l.Say, Who: l.Who})
		}
	}
	slices.SortStableFunc(list, func(a, b StoryLine) int { return cmp.Compare(a.At, b.At) })
	if m.State == crm.MessageQueued && m.Attempts > 0 {
		list = append(list, StoryLine{At: m.Due, Kind: "next", Say: crm.Say("outbox.story.next")})
	}
	return list, nil
}

// attempts are the tries that were not accepted, each with the account it went
// through and the server's words.
func attempts(v *store.View, m crm.Message) ([]StoryLine, error) {
	tries, err := v.Attempts(m.ID)
	if err != nil || len(tries) == 0 {
		return nil, err
	}
	accounts, err := v.Accounts()
	if err != nil {
		return nil, err
	}
	list := make([]StoryLine, 0, len(tries))
	for _, a := range tries {
		say := crm.Say("outbox.story.attempt_"+string(a.Outcome), "n", a.N, "account", nameOf(accounts, a.Account))
		list = append(list, StoryLine{At: a.At, Kind: "attempt", Say: say, Words: a.Words})
	}
	return list, nil
}

func accountName(v *store.View, id crm.AccountID) (string, error) {
	if id == 0 {
		return "", nil
	}
	accounts, err := v.Accounts()
	return nameOf(accounts, id), err
}

func nameOf(accounts []crm.Account, id crm.AccountID) string {
	for _, a := range accounts {
		if a.ID == id {
			return a.Name
		}
	}
	return ""
}

// saidByAttempt says whether an attempt tells the same thing as a line of the
// history, with more words.
func saidByAttempt(tries []StoryLine, l store.HistoryLine) bool {
	if !strings.HasPrefix(l.Key, "activity.message.failed") && !strings.HasPrefix(l.Key, "activity.message.uncertain") {
		return false
	}
	return slices.ContainsFunc(tries, func(a StoryLine) bool { return a.At == l.At })
}
