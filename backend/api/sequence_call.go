package api

import (
	"slices"
	"strings"
	"unicode/utf8"

	"stepwise/backend/crm"
	"stepwise/backend/merge"
)

// call checks what a webhook step sends, and where.
func (k *checker) call(path string, st crm.Step, out *StepCheck) {
	c := st.Call
	if c == nil || c.Webhook == 0 {
		out.Missing = append(out.Missing, crm.Say("sequences.missing_webhook"))
		return
	}
	i := slices.IndexFunc(k.webhooks, func(w crm.Webhook) bool { return w.ID == c.Webhook })
	switch {
	case i < 0:
		k.bad.Add(path+".webhook", "error.not_found.webhook")
	case !k.webhooks[i].Active:
		out.Missing = append(out.Missing, crm.Say("sequences.webhook_off", "name", k.webhooks[i].Name))
	}
	if utf8.RuneCountInString(c.Text) > crm.MaxCallText {
		k.bad.Add(path+".text", "webhook.text_long", "max", crm.MaxCallText)
	}
	for _, why := range merge.Check(c.Text, k.cat) {
		k.bad.AddPhrase(path+".text", why)
	}
}

// webhookName is the name of what a webhook step calls, for its sentence.
func (k *checker) webhookName(st crm.Step) string {
	if st.Call == nil {
		return ""
	}
	i := slices.IndexFunc(k.webhooks, func(w crm.Webhook) bool { return w.ID == st.Call.Webhook })
	if i < 0 {
		return ""
	}
	return k.webhooks[i].Name
}

// inTurn checks among whom a change-card step hands cards round: one of them must
// be able to take one.
func (k *checker) inTurn(path string, c *crm.CardChange, out *StepCheck) {
	active := 0
	for i, id := range c.InTurn {
		u, ok := k.cat.User(id)
		if !ok || slices.Contains(c.InTurn[:i], id) {
			k.bad.Add(path+".inTurn", "error.not_found.user")
		}
		if ok && u.Active {
			active++
		}
	}
	if len(c.InTurn) > 0 && active == 0 {
		out.Missing = append(out.Missing, crm.Say("sequences.nobody_in_turn"))
	}
}

// turnNames are those among whom cards are handed round, as people read them.
func (k *checker) turnNames(c *crm.CardChange) string {
	var names []string
	for _, id := range c.InTurn {
		if u, ok := k.cat.User(id); ok {
			names = append(names, u.Name)
		}
	}
	return strings.Join(names, ", ")
}
