package api

import (
	"context"
	"encoding/base32"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/fold"
	"stepwise/backend/secret"
	"stepwise/backend/store"
	"stepwise/backend/webhook"
)

// WebhookIn names a webhook.
type WebhookIn struct {
	ID crm.WebhookID `json:"id" ts_type:"string"`
}

// SaveWebhookIn creates (no id), changes or tries a webhook.
type SaveWebhookIn struct {
	ID      crm.WebhookID      `json:"id" ts_type:"string"`
	Name    string             `json:"name"`
	URL     string             `json:"url"`
	Product crm.ProductID      `json:"product" ts_type:"string"` // "": all
	Events  []crm.WebhookEvent `json:"events" ts_type:"string[]"`
	Values  bool               `json:"values"`
	Active  bool               `json:"active"`
	Renew   bool               `json:"renew"` // make a new secret; the old one is worth nothing from then on
}

// WebhookView is a webhook with what waits for it.
type WebhookView struct {
	Webhook crm.Webhook `json:"webhook"`
	Secret  string      `json:"secret"` // shown once, when it was made; "" otherwise
	Waiting int         `json:"waiting"`
	Failed  int         `json:"failed"` // in the log
	Held    int         `json:"held"`
	Uses    []Use       `json:"uses"` // automations whose steps call it
}

// WebhooksOut is the page of webhooks. Members see names, and no addresses.
type WebhooksOut struct {
	On        bool               `json:"on"` // the feature
	Webhooks  []WebhookView      `json:"webhooks"`
	Events    []crm.WebhookEvent `json:"events" ts_type:"string[]"` // that can be chosen, in order
	Reachable []string           `json:"reachable"`                 // what may be reached inside one's own network
}

// ReachableIn is what webhooks may reach inside one's own network: names of
// hosts, addresses, ranges.
type ReachableIn struct {
	Hosts []string `json:"hosts"`
}

// ListWebhooks reads the webhooks, with what waits for them.
func (s *Session) ListWebhooks() (out WebhooksOut, err error) {
	return out, s.read(func(v *store.View) (err error) {
		out, err = s.webhooks(v)
		return err
	})
}

func (s *Session) webhooks(v *store.View) (out WebhooksOut, err error) {
	out = WebhooksOut{Webhooks: []WebhookView{}, Events: crm.WebhookEvents, Reachable: []string{}}
	ws, err := v.Workspace()
	if err != nil {
		return out, err
	}
	out.On = ws.Webhooks
	admin := s.mustBeAdmin(v) == nil
	list, err := v.Webhooks()
	if err != nil {
		return out, err
	}
	counts, err := v.CallCounts()
	if err != nil {
		return out, err
	}
	for _, w := range list {
		if !admin {
			w.URL = ""
		}
		n := counts[w.ID]
		view := WebhookView{Webhook: w, Waiting: n[crm.CallWaiting], Failed: n[crm.CallFailed], Held: n[crm.CallHeld]}
		if view.Uses, err = webhookUses(v, w.ID); err != nil {
			return out, err
		}
		out.Webhooks = append(out.Webhooks, view)
	}
	if admin {
		out.Reachable, err = v.ReachableHosts()
	}
	return out, err
}

// webhookUses are the automations whose steps call a webhook.
func webhookUses(v *store.View, id crm.WebhookID) ([]Use, error) {
	uses := []Use{}
	list, err := v.SequencesCalling(id)
	for _, q := range list {
		uses = append(uses, Use{Noun: "sequence", ID: q.ID.String(), Name: q.Name, Active: q.State.Runs(), Product: q.Product})
	}
	return uses, err
}

// SaveWebhook saves a webhook (administrators). A new one, or one that asks for
// it, gets a secret, which only this answer shows.
func (s *Session) SaveWebhook(in SaveWebhookIn) (out WebhookView, err error) {
	return out, s.change(func(tx *store.Tx) error {
		w, err := in.webhook(&tx.View)
		if err != nil {
			return err
		}
		if in.Renew || w.Secret == "" {
			w.Secret = webhook.NewSecret()
			out.Secret = w.Secret
		}
		out.Webhook, err = tx.SaveWebhook(w)
		out.Uses = []Use{}
		return err
	})
}

// DeleteWebhook takes a webhook and its log away (administrators). Errors:
// conflict where steps call it.
func (s *Session) DeleteWebhook(in WebhookIn) (out crm.Webhook, err error) {
	return out, s.change(func(tx *store.Tx) error {
		if out, err = tx.Webhook(in.ID); err != nil {
			return err
		}
		uses, err := webhookUses(&tx.View, in.ID)
		if err != nil {
			return err
		}
		if err := usedIn(out.Name, uses); err != nil {
			return err
		}
		return tx.DeleteWebhook(in.ID)
	})
}

// webhook is what was asked for, checked, with the secret that it has.
func (in SaveWebhookIn) webhook(v *store.View) (w crm.Webhook, err error) {
	list, err := v.Webhooks()
	if err != nil {
		return w, err
	}
	if in.ID != 0 {
		if w, err = v.Webhook(in.ID); err != nil {
			return w, err
		}
	}
	var bad crm.Problems
	w.Name, w.URL, w.Product, w.Values, w.Active = name(&bad, "name", in.Name), strings.TrimSpace(in.URL), in.Product, in.Values, in.Active
	if slices.ContainsFunc(list, func(o crm.Webhook) bool { return o.ID != in.ID && fold.Fold(o.Name) == fold.Fold(w.Name) }) {
		bad.Add("name", "error.name_taken", "name", w.Name)
	}
	if in.ID == 0 && len(list) >= crm.MaxWebhooks {
		bad.Add("name", "webhook.too_many", "max", crm.MaxWebhooks)
	}
	among, err := v.ReachableHosts()
	if err != nil {
		return w, err
	}
	checkWebhookURL(&bad, w.URL, among)
	if in.Product != 0 {
		if _, err := v.Product(in.Product); err != nil {
			bad.Add("product", "error.not_found.product")
		}
	}
	w.Events = []crm.WebhookEvent{}
	for _, e := range crm.WebhookEvents {
		if slices.Contains(in.Events, e) {
			w.Events = append(w.Events, e)
		}
	}
	if len(w.Events) != len(slices.Compact(slices.Sorted(slices.Values(in.Events)))) {
		bad.Add("events", "webhook.unknown_event")
	}
	return w, bad.Err()
}

// longestURL bounds an address, in bytes.
const longestURL = 2000

// checkWebhookURL says what can be said of an address before anybody connects;
// where it leads is looked at then.
func checkWebhookURL(bad *crm.Problems, text string, among []string) {
	u, err := url.Parse(text)
	switch {
	case text == "":
		bad.Add("url", "webhook.url_missing")
		return
	case err != nil || u.Hostname() == "" || len(text) > longestURL || strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r == 0x7f }):
		bad.Add("url", "account.url_bad")
		return
	case u.User != nil:
		bad.Add("url", "account.url_user")
		return
	}
	g, ok := wire.GuardAmong(u, among)
	if !ok {
		bad.Add("url", "webhook.url_https")
		return
	}
	if addr, err := netip.ParseAddr(u.Hostname()); err == nil && !g.Allows(addr) {
		bad.Add("url", "webhook.url_private", "host", u.Hostname())
	}
}

// WebhookTry is how a try of an address went.
type WebhookTry struct {
	OK    bool   `json:"ok"`
	Code  int    `json:"code"`  // HTTP's; 0 where there was no answer
	Words string `json:"words"` // the beginning of the answer, or why there was none
}

// TestWebhook sends a try to an address, before or after it is saved
// (administrators): what is sent says nothing but that it is one.
func (s *Session) TestWebhook(in SaveWebhookIn) (out WebhookTry, err error) {
	var w crm.Webhook
	var among []string
	var at crm.Instant
	err = s.change(func(tx *store.Tx) error {
		if in.Name == "" {
			in.Name = "-"
		}
		if w, err = in.webhook(&tx.View); err != nil {
			return err
		}
		at = tx.Now
		among, err = tx.ReachableHosts()
		return err
	})
	if err != nil {
		return out, err
	}
	if w.Secret == "" {
		w.Secret = webhook.NewSecret()
	}
	key := "test_" + strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(secret.Random(15)))
	body, err := engine.TestBody(key, at)
	if err != nil {
		return out, err
	}
	a := webhook.Send(context.WithoutCancel(s.ctx), w, key, body, at, wire.Options{Among: among})
	return WebhookTry{OK: a.OK(), Code: a.Code, Words: a.Words}, nil
}

// SaveReachable says what webhooks may reach inside one's own network
// (administrators): nothing by itself.
func (s *Session) SaveReachable(in ReachableIn) (out WebhooksOut, err error) {
	return out, s.change(func(tx *store.Tx) error {
		var bad crm.Problems
		list := []string{}
		for _, entry := range in.Hosts {
			entry = strings.TrimSpace(entry)
			if entry == "" || slices.Contains(list, entry) {
				continue
			}
			if _, _, ok := crm.Reachable(entry); !ok {
				bad.Add("hosts", "webhook.host_bad", "host", clipText(entry, 100))
				continue
			}
			list = append(list, entry)
		}
		if len(list) > crm.MaxWebhookHosts {
			bad.Add("hosts", "webhook.too_many_hosts", "max", crm.MaxWebhookHosts)
		}
		if err := bad.Err(); err != nil {
			return err
		}
		if err := tx.SaveReachableHosts(list); err != nil {
			return err
		}
		out, err = s.webhooks(&tx.View)
		return err
	})
}

func clipText(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
