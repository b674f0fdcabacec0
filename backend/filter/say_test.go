package filter_test

import (
	"encoding/json"
	"strings"
	"testing"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
	"stepwise/backend/words"
)

func TestAFilterIsSaidInOneSentence(t *testing.T) {
	t.Parallel()
	loc := zone(t, "Europe/Bucharest")
	offer := ask("status", "is", "stat_2")
	valid := askField(validUntil, "within_next_days", "7")
	for _, c := range []struct {
		tree       crm.Group
		en, ro, hu string
	}{
		{all(offer), "status is Offer sent", "statusul este Offer sent", "a státusz: Offer sent"},
		{all(ask("status", "is", "stat_1", "stat_2", "stat_3")), "status is Open, Offer sent or Won", "statusul este Open, Offer sent sau Won", "a státusz: Open, Offer sent vagy Won"},
		{all(ask("status", "stayed_at_least_days", "stat_2", "3")), "has been in Offer sent for at least 3 days", "este în Offer sent de cel puțin 3 zile", "legalább 3 napja ebben a státuszban van: Offer sent"},
		{all(ask("status", "stayed_at_most_days", "stat_2", "20")), "has been in Offer sent for at most 20 days", "este în Offer sent de cel mult 20 de zile", "legfeljebb 20 napja van ebben a státuszban: Offer sent"},
		{all(ask("status", "changed_from_to", "stat_1", "stat_3")), "status was changed from Open to Won", "statusul a fost schimbat din Open în Won", "a státusz így változott: Open → Won"},
		{all(valid), "Valid until is within the next 7 days", "Valid until este în următoarele 7 zile", "Valid until a következő 7 napon belül lesz"},
		{all(askField(validUntil, "in_days", "0")), "Valid until is today", "Valid until este azi", "Valid until ma van"},
		{all(ask("owner", "is_not_or_not_set", "user_2")), "owner is not Ștefan Őri or is not set", "responsabilul nu este Ștefan Őri sau nu este completat", "a felelős nem ez: Ștefan Őri, vagy nincs kitöltve"},
		{all(askField(city, "contains", "Cluj", "Iași")), "City contains “Cluj” or “Iași”", "City conține „Cluj” sau „Iași”", "City tartalmazza: „Cluj” vagy „Iași”"},
		{all(askField(total, "between", "1000", "2500.5")), "Total is between 1,000 and 2,500.5", "Total este între 1.000 și 2.500,5", "Total e kettő között van: 1\u00a0000 és 2\u00a0500,5"},
		{all(askField(price, "ge", "1250")), "Price is at least 1,250.00\u00a0RON", "Price este cel puțin 1.250,00\u00a0RON", "Price legalább 1\u00a0250,00\u00a0RON"},
		{all(askField(meeting, "within_next_days", "7")), "Meeting is within the next 7 days", "Meeting este în următoarele 7 zile", "Meeting a következő 7 napon belül lesz"},
		{all(askField(interests, "has_any", "opt_4", "opt_e")), "Interests includes Roof or Wall", "Interests include Roof sau Wall", "Interests tartalmazza: Roof vagy Wall"},
		{all(askField(interests, "has_all", "opt_4", "opt_e")), "Interests includes Roof and Wall", "Interests include Roof și Wall", "Interests tartalmazza: Roof és Wall"},
		{all(askField(interests, "has_none_or_not_set", "opt_4")), "Interests does not include Roof or is not set", "Interests nu include Roof sau nu este completat", "Interests nem tartalmazza: Roof, vagy nincs kitöltve"},
		{all(ask("tags", "has_any", "tag_1", "tag_b")), "is tagged Hot or Cold", "are eticheta Hot sau Cold", "címkéje: Hot vagy Cold"},
		{all(ask("tags", "has_all", "tag_1", "tag_b")), "is tagged Hot and Cold", "are etichetele Hot și Cold", "címkéi: Hot és Cold"},
		{all(ask("contact", "tagged_all", "tag_1", "tag_b")), "the client is tagged Hot and Cold", "clientul are etichetele Hot și Cold", "az ügyfél címkéi: Hot és Cold"},
		{all(ask("contact", "tagged_all", "tag_1")), "the client is tagged Hot", "clientul are eticheta Hot", "az ügyfél címkéje: Hot"},
		{all(ask("tags", "is_not_set")), "has no tags", "nu are etichete", "nincs címkéje"},
		{all(askField(contract, "is_set")), "Contract is set", "Contract: completat", "Contract ki van töltve"},
		{all(ask("created", "by", "import")), "was created by an import", "a fost creat de un import", "létrehozta: importálás"},
		{
			crm.Group{Conditions: []crm.Condition{offer}, Groups: []crm.Group{{Any: true, Conditions: []crm.Condition{valid, askField(vip, "is", "yes")}}, {}}},
			"status is Offer sent and (Valid until is within the next 7 days, or VIP is yes)",
			"statusul este Offer sent și (Valid until este în următoarele 7 zile sau VIP este da)",
			"a státusz: Offer sent és (Valid until a következő 7 napon belül lesz, vagy VIP: igen)",
		},
		{
			crm.Group{Groups: []crm.Group{{Any: true, Conditions: []crm.Condition{offer, valid}}}},
			"status is Offer sent, or Valid until is within the next 7 days",
			"statusul este Offer sent sau Valid until este în următoarele 7 zile",
			"a státusz: Offer sent, vagy Valid until a következő 7 napon belül lesz",
		},
		{all(offer, ask("status", "is", "stat_9")), "status is Offer sent and a condition that no longer works", "statusul este Offer sent și o condiție care nu mai funcționează", "a státusz: Offer sent és egy már nem működő feltétel"},
		{crm.Group{}, "no conditions yet", "nicio condiție deocamdată", "még nincs feltétel"},
	} {
		phrase := filter.Sentence(c.tree, catalogue())
		for lang, want := range map[string]string{"en": c.en, "ro": c.ro, "hu": c.hu} {
			if got := words.Render(lang, phrase, loc); got != want {
				t.Errorf("%s: %q, want %q", lang, got, want)
			}
		}
	}
}

func TestBracketsWithinBracketsAreOfTheOtherKind(t *testing.T) {
	t.Parallel()
	vip, tagless := askField(vip, "is", "yes"), ask("tags", "is_not_set")
	any := func(c crm.Condition, g ...crm.Group) crm.Group {
		return crm.Group{Any: true, Conditions: []crm.Condition{c}, Groups: g}
	}
	both := func(c crm.Condition, g ...crm.Group) crm.Group {
		return crm.Group{Conditions: []crm.Condition{c}, Groups: g}
	}
	pair := crm.Group{Conditions: []crm.Condition{vip, tagless}}
	for want, tree := range map[string]crm.Group{
		"VIP is yes and (has no tags, or [VIP is yes and has no tags])":                                                 both(vip, any(tagless, pair)),
		"VIP is yes and (has no tags, or [VIP is yes and (has no tags, or [VIP is yes and has no tags])])":              both(vip, any(tagless, both(vip, any(tagless, pair)))),
		"VIP is yes and has no tags and (VIP is yes, or has no tags) and (VIP is yes, or [VIP is yes and has no tags])": both(vip, both(tagless, any(vip, any(tagless))), any(vip, pair)),
		"has no tags, or (VIP is yes and [has no tags, or (VIP is yes and has no tags)])":                               any(tagless, both(vip, any(tagless, pair))),
	} {
		if got := words.Render("en", filter.Sentence(tree, catalogue()), nil); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestAQuotationWithinAnotherHasMarksOfItsOwn(t *testing.T) {
	t.Parallel()
	env := filter.Env{Cat: catalogue(), Zone: zone(t, "UTC"), Now: bucharest("2026-11-26 10:12")}
	both := all(ask("name", "starts_with", "Ana"), ask("name", "not_contains", "an"))
	for lang, want := range map[string]string{
		"en": "No card can ever match: “name starts with ‘Ana’” and “name doesn't contain ‘an’” exclude each other.",
		"ro": "Niciun card nu se poate potrivi vreodată: „numele începe cu «Ana»” și „numele nu conține «an»” se exclud.",
		"hu": "Egyetlen kártya sem felelhet meg soha: „a név így kezdődik: »Ana«” és „a név nem tartalmazza: »an«” kizárják egymást.",
	} {
		if got := words.Render(lang, filter.Advise(both, env.Cat, env)[0].Say, nil); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

func TestEveryOperatorHasItsSentenceAndLabels(t *testing.T) {
	t.Parallel()
	loc := zone(t, "UTC")
	complete := func(what string, phrase crm.Phrase) {
		for _, lang := range words.Languages() {
			if got := words.Render(lang, phrase, loc); strings.Contains(got, "filter.") || strings.Contains(got, "{{") || got == "" {
				t.Errorf("%s %s: %q", lang, what, got)
			}
		}
	}
	sample := map[string]string{"text": "x", "number": "1", "money": "1", "date": "2026-11-26", "days": "2", "hours": "2"}
	for _, s := range filter.Subjects(catalogue()) {
		complete(s.Subject, s.Label)
		for _, o := range s.Options {
			complete(o.Value, o.Label)
		}
		for _, op := range s.Ops {
			for _, slot := range op.Slots {
				for _, o := range slot.Options {
					complete(o.Value, o.Label)
				}
			}
		}
		for _, op := range s.Ops {
			complete(op.Op, op.Label)
			c := crm.Condition{Subject: s.Subject, Field: s.Field, Op: op.Op}
			for _, slot := range op.Slots {
				complete(slot.Kind, slot.Label)
				value := sample[slot.Kind]
				if value == "" {
					value = append(slot.Options, s.Options...)[0].Value
				}
				if slot.Min == 0 {
					complete(s.Subject+" "+op.Op+" of all", filter.Sentence(all(crm.Condition{Subject: s.Subject, Op: op.Op, Values: bareValues(op)}), catalogue()))
				}
				c.Values = append(c.Values, value)
			}
			complete(s.Subject+" "+op.Op, filter.Sentence(all(c), catalogue()))
			if op.Negative != (op.OrNotSet != "") {
				t.Errorf("%s %s: a twin for a negative operator, and for no other", s.Subject, op.Op)
			}
		}
	}
}

// bareValues are the values of an operator without those that may be left out.
func bareValues(op filter.Operator) []string {
	values := []string{}
	for _, slot := range op.Slots {
		if slot.Min > 0 {
			values = append(values, "2")
		}
	}
	return values
}

func TestTheOperatorTableHasNoNullsOnTheWire(t *testing.T) {
	t.Parallel()
	empty := &crm.Catalogue{}
	for _, v := range []any{filter.Subjects(catalogue()), filter.Subjects(empty), filter.Subjects(empty)[0].Ops} {
		b, err := json.Marshal(v)
		must(t, err)
		if strings.Contains(string(b), "null") {
			t.Errorf("null in %s", b)
		}
	}
}

func TestAnExplanationSaysWhatWasSeen(t *testing.T) {
	t.Parallel()
	x, loc := newTable(t), zone(t, "Europe/Bucharest")
	env := filter.Env{Cat: catalogue(), Zone: loc, Now: bucharest("2026-11-26 10:12")}
	card := crm.Card{ID: 1, Name: "Ana Pop", Status: won, StatusFrom: offerSent, StatusSince: bucharest("2026-11-24 10:12"),
		Created: bucharest("2026-11-01 09:00"), Modified: bucharest("2026-11-25 09:00"), CreatedBy: crm.OriginImport,
		Fields: crm.Values{total: 12.5, validUntil: crm.Date("2026-11-30"), vip: true, source: fair, city: "Iași",
			price: crm.Money(123450), meeting: bucharest("2026-12-01 09:30"), interests: crm.ChoiceSetOf(floor, roof), contract: crm.FileID(3),
			notes: strings.Repeat("ő", 100)}, Tags: crm.Tags(hot, cold)}
	unset := crm.Card{ID: 2, Name: "B", Status: open, StatusSince: card.StatusSince, Created: card.Created, Modified: card.Modified, CreatedBy: crm.OriginUser, Fields: crm.Values{}}
	x.fill(t, []crm.Card{card, unset})
	for _, c := range []struct {
		condition   crm.Condition
		first, bare string
	}{
		{ask("status", "is", "stat_2"), "status is Won since 24 Nov 2026, 10:12", "status is Open since 24 Nov 2026, 10:12"},
		{ask("status", "entered", "stat_3"), "status is Won since 24 Nov 2026, 10:12, before it was Offer sent", "status is Open since 24 Nov 2026, 10:12, when the card was made; it didn't come there by a change"},
		{ask("owner", "is", "user_1"), "owner is not set", "owner is not set"},
		{ask("name", "contains", "x"), "name is “Ana Pop”", "name is “B”"},
		{ask("created", "today"), "was created on 1 Nov 2026, 09:00 by an import", "was created on 1 Nov 2026, 09:00 by a user"},
		{ask("modified", "today"), "was last changed on 25 Nov 2026, 09:00", "was last changed on 25 Nov 2026, 09:00"},
		{askField(total, "gt", "20"), "Total is 12.5", "Total is not set"},
		{askField(validUntil, "today"), "Valid until is 30 Nov 2026", "Valid until is not set"},
		{askField(vip, "is", "no"), "VIP is yes", "VIP is not set"},
		{askField(source, "is", "opt_1"), "Source is Fair", "Source is not set"},
		{askField(city, "equals", "x"), "City is “Iași”", "City is not set"},
		{askField(price, "gt", "20"), "Price is 1,234.50\u00a0RON", "Price is not set"},
		{askField(meeting, "today"), "Meeting is 1 Dec 2026, 09:30", "Meeting is not set"},
		{askField(interests, "has_any", "opt_e"), "Interests is Roof and Floor", "Interests is not set"},
		{askField(contract, "is_set"), "Contract is a file", "Contract is not set"},
		{askField(notes, "contains", "x"), "Notes is “" + strings.Repeat("ő", 60) + "…”", "Notes is not set"},
		{ask("tags", "has_any", "tag_1"), "is tagged Hot and Cold", "has no tags"},
	} {
		for id, want := range map[crm.CardID]string{1: c.first, 2: c.bare} {
			why := x.explain(t, all(c.condition), env, id)
			if got := words.Render("en", why.Conditions[0].Seen, loc); got != want {
				t.Errorf("%s %s: saw %q, want %q", c.condition.Subject, c.condition.Op, got, want)
			}
			if got, want := why.Conditions[0].Say, filter.Sentence(all(c.condition), env.Cat); asJSON(got) != asJSON(want) {
				t.Errorf("said %s, want %s", asJSON(got), asJSON(want))
			}
		}
	}
}
