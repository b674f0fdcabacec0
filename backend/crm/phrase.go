package crm

// Phrase is something to say in the reader's language: a key of the locale
// files and what to fill in. The backend never returns sentences.
type Phrase struct {
	Key  string `json:"key"`
	Args Args   `json:"args,omitempty" ts_type:"Record<string, unknown>"`
}

// Args are the values of a Phrase: numbers, names (strings), Instant, Date,
// Amount, Phrase and []Phrase. On the wire an Instant is {"instant": ms}, a Date
// is {"date": "2026-11-26"} and an Amount {"amount": 12.5, "currency": "EUR"}, so
// that the reader's language formats them.
type Args map[string]any

// Say makes a Phrase from a key and alternating names and values:
// Say("step.delay.days", "count", 3).
func Say(key string, pairs ...any) Phrase {
	p := Phrase{Key: key}
	if len(pairs) > 0 {
		p.Args = make(Args, len(pairs)/2)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		p.Args[pairs[i].(string)] = wire(pairs[i+1])
	}
	return p
}

func wire(v any) any {
	switch v := v.(type) {
	case Instant:
		return map[string]any{"instant": int64(v)}
	case Date:
		return map[string]any{"date": string(v)}
	case Amount:
		return map[string]any{"amount": v.Money.Units(), "currency": v.Currency}
	default:
		return v
	}
}
