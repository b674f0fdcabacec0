// Package fake is a channel that hands over to nobody and remembers everything,
// for the stories of the engine and the outbox. Like a real channel it calls
// commit just before it takes a message, and what it answers can be scripted
// for each recipient.
package fake

import (
	"context"
	"encoding/json"
	"slices"
	"sync"

	"stepwise/backend/crm"
)

// Answer is what the channel says of one hand-over.
type Answer struct {
	Outcome crm.Outcome
	Early   bool // it comes before commit is called: no connection, refused recipient
	Taken   bool // the message was taken, whatever Outcome says; Accepted always takes it
}

// The usual answers.
var (
	Accepted   = Answer{Outcome: crm.Outcome{Kind: crm.Accepted, Code: 250, Words: "250 2.0.0 ok"}}
	Temporary  = Answer{Outcome: crm.Outcome{Kind: crm.Temporary, Code: 451, Words: "451 4.3.0 later"}}
	Unreached  = Answer{Outcome: crm.Outcome{Kind: crm.Temporary, Words: "connection refused"}, Early: true}
	Refused    = Answer{Outcome: crm.Outcome{Kind: crm.Refused, Code: 554, Words: "554 5.6.0 no"}}
	BadAddress = Answer{Outcome: crm.Outcome{Kind: crm.Refused, Code: 550, Words: "550 5.1.1 no such user", BadAddress: true}, Early: true}
	Stopped    = Answer{Outcome: crm.Outcome{Kind: crm.Stopped, Code: 535, Words: "535 5.7.8 bad credentials"}, Early: true}
	LostBefore = Answer{Outcome: crm.Outcome{Kind: crm.Unclear, Words: "EOF"}}
	LostAfter  = Answer{Outcome: crm.Outcome{Kind: crm.Unclear, Words: "EOF"}, Taken: true}
)

// Record is one hand-over.
type Record struct {
	Account   crm.Account
	Message   crm.Message
	Raw       []byte
	Committed bool
	Taken     bool
	Outcome   crm.Outcome
}

// Channel is the recording channel. It is safe for use by many at once.
type Channel struct {
	mu        sync.Mutex
	scripts   map[string][]Answer
	otherwise Answer
	records   []Record
	knows     bool
	asked     int
	check     error
	onSend    func(crm.Message)
	closed    bool
}

// New is a channel that accepts everything.
func New() *Channel {
	return &Channel{scripts: map[string][]Answer{}, otherwise: Accepted}
}

// Script sets the answers for the next hand-overs to a recipient, in order;
// after them it answers as to everybody.
func (c *Channel) Script(to string, answers ...Answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.scripts[to] = append(c.scripts[to], answers...)
}

// Otherwise sets the answer for all that have no script (left).
func (c *Channel) Otherwise(a Answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.otherwise = a
}

// Knows sets whether Lookup answers from what was taken, or can't know.
func (c *Channel) Knows(yes bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.knows = yes
}

// CheckFails sets what Check says.
func (c *Channel) CheckFails(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.check = err
}

// OnSend sets a function that runs at the start of every Send, outside the
// channel's lock: to change the world while a message is on its way.
func (c *Channel) OnSend(fn func(crm.Message)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.onSend = fn
}

// Compose writes what would be sent as JSON.
func (c *Channel) Compose(a crm.Account, m crm.Message, r crm.Rendered) ([]byte, error) {
	return json.Marshal(struct {
		Account crm.AccountID `json:"account"`
		Key     string        `json:"key"`
		To      string        `json:"to"`
		From    string        `json:"from"`
		Text    crm.Rendered  `json:"text"`
	}{a.ID, m.Key, m.To, m.FromEmail, r})
}

// Send answers by the script and records.
func (c *Channel) Send(ctx context.Context, a crm.Account, m crm.Message, raw []byte, commit func() error) crm.Outcome {
	answer, hook := c.next(m.To)
	if hook != nil {
		hook(m)
	}
	rec := Record{Account: a, Message: m, Raw: slices.Clone(raw), Outcome: answer.Outcome}
	switch err := ctx.Err(); {
	case err != nil:
		rec.Outcome = crm.Outcome{Kind: crm.Temporary, Words: err.Error()}
	case answer.Early:
	default:
		if err := commit(); err != nil {
			rec.Outcome = crm.Outcome{Kind: crm.Aborted, Words: err.Error()}
			break
		}
		rec.Committed = true
		rec.Taken = answer.Taken || answer.Outcome.Kind == crm.Accepted
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.records = append(c.records, rec)
	return rec.Outcome
}

func (c *Channel) next(to string) (Answer, func(crm.Message)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	script := c.scripts[to]
	if len(script) == 0 {
		return c.otherwise, c.onSend
	}
	c.scripts[to] = script[1:]
	return script[0], c.onSend
}

// Lookup answers from what was taken, if Knows was set.
func (c *Channel) Lookup(_ context.Context, _ crm.Account, key string) crm.Found {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked++
	switch {
	case !c.knows:
		return crm.FoundUnknown
	case slices.ContainsFunc(c.records, func(r Record) bool { return r.Taken && r.Message.Key == key }):
		return crm.FoundYes
	default:
		return crm.FoundNo
	}
}

// Asked is how often Lookup was called.
func (c *Channel) Asked() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.asked
}

// Forget drops all records: from now on it is another gateway.
func (c *Channel) Forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.records = nil
}

// Check says what CheckFails set, else nil.
func (c *Channel) Check(context.Context, crm.Account) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.check
}

// Close notes that it was called.
func (c *Channel) Close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
}

// Closed says whether Close was called.
func (c *Channel) Closed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.closed
}

// Records are all hand-overs so far, in order.
func (c *Channel) Records() []Record {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.records)
}

// Taken are the messages that were really taken, in order, doubles included.
func (c *Channel) Taken() []crm.Message {
	c.mu.Lock()
	defer c.mu.Unlock()
	var out []crm.Message
	for _, r := range c.records {
		if r.Taken {
			out = append(out, r.Message)
		}
	}
	return out
}

// TakenTo is how often something was taken for a recipient.
func (c *Channel) TakenTo(to string) int {
	n := 0
	for _, m := range c.Taken() {
		if m.To == to {
			n++
		}
	}
	return n
}

// CheckAccount finds nothing wrong with any account.
func (c *Channel) CheckAccount(crm.Account) crm.Problems { return nil }
