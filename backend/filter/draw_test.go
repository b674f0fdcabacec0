package filter_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"pgregory.net/rapid"

	"stepwise/backend/crm"
	"stepwise/backend/filter"
)

// clockChanges are civil moments around which days are of another length, or
// begin at another time than midnight.
var clockChanges = map[string][]string{
	"Europe/Bucharest": {"2027-03-28 03:00", "2026-10-25 04:00", "2026-11-26 00:00"},
	"Africa/Cairo":     {"2026-04-24 00:00", "2026-10-29 23:00"},
	"America/Nuuk":     {"2026-03-28 23:00", "2026-10-24 23:30"},
	"UTC":              {"2028-02-29 00:00", "2027-02-28 00:00"},

	"America/Santiago":    {"2026-09-06 00:00", "2026-04-04 23:30"}, // a day without a midnight, an hour before it twice
	"Asia/Beirut":         {"2026-03-29 00:00", "2026-10-24 23:30"},
	"Asia/Kathmandu":      {"2026-11-26 00:00", "1986-01-01 00:00"}, // 45 minutes beside the hour
	"Pacific/Chatham":     {"2026-09-27 02:45", "2027-04-04 03:45"},
	"Australia/Lord_Howe": {"2026-10-04 02:00", "2027-04-04 02:00"}, // half an hour
	"America/St_Johns":    {"2010-11-07 00:01", "2010-03-14 00:01"}, // the last hour of a day once more in the next
	"Pacific/Apia":        {"2011-12-30 00:00", "2011-12-31 00:00"}, // a day that never was
}

func drawEnv(t *rapid.T) filter.Env {
	name := rapid.SampledFrom(slices.Sorted(maps.Keys(clockChanges))).Draw(t, "zone")
	loc := zone(t, name)
	near := moment(t, rapid.SampledFrom(clockChanges[name]).Draw(t, "near"), loc)
	return filter.Env{Cat: catalogue(), Zone: loc, Now: near + drawOffset(t, 3, "now")}
}

// drawOffset is a span of up to so many days either way, often next to whole
// hours and days.
func drawOffset(t *rapid.T, days int, label string) crm.Instant {
	const hour = int64(time.Hour / time.Millisecond)
	hours := rapid.Int64Range(int64(-24*days), int64(24*days)).Draw(t, label+" hours")
	rest := rapid.SampledFrom([]int64{0, 0, 1, -1, 60_000, hour / 2}).Draw(t, label+" rest")
	return crm.Instant(hours*hour + rest)
}

var someTexts = []string{
	"Ștefan", "stefan", "STEFAN Pop", "Őz utca", "ÖTÖS", "otos", "50%_?", "Țara'; --", "ana",
	"Şoseaua cu ţ", "s\u0326oseaua", "\u0130stanbul", "straße", "STRASSE", "\u202bana\u202c", "x\u0301", "O\u030bz",
}

var someNumbers = []string{"-2.5", "-1", "0", "0.1", "0.3", "5", "10", "100000000000", "123456789012345.5", "0.000000000000001"}

// storedNumbers are values of cards that nobody can type into a condition too.
var storedNumbers = append([]string{"1e20", "0.30000000000000004", "9007199254740993"}, someNumbers...)

func drawDate(t *rapid.T, env filter.Env, label string) crm.Date {
	today := dayAt(env.Now, env.Zone)
	if rapid.IntRange(0, 3).Draw(t, label+" far") == 0 {
		return rapid.SampledFrom([]crm.Date{"2024-02-29", "2024-02-28", "1990-03-01", "2025-11-26", "2026-10-25", "2011-12-30", "2000-02-29"}).Draw(t, label)
	}
	return today.AddDays(rapid.IntRange(-5, 5).Draw(t, label))
}

func drawCard(t *rapid.T, env filter.Env, id crm.CardID) crm.Card {
	at := func(label string) crm.Instant { return env.Now + drawOffset(t, 6, label) }
	c := crm.Card{
		ID: id, Name: rapid.SampledFrom(someTexts).Draw(t, "name"),
		Status:      rapid.SampledFrom([]crm.StatusID{open, offerSent, won}).Draw(t, "status"),
		StatusFrom:  rapid.SampledFrom([]crm.StatusID{0, open, offerSent, won}).Draw(t, "from"),
		StatusSince: at("since"), Created: at("created"), Modified: at("modified"),
		Owner:     rapid.SampledFrom([]crm.UserID{0, ana, stefan, crm.UserID(gone)}).Draw(t, "owner"),
		CreatedBy: rapid.SampledFrom([]crm.Origin{crm.OriginUser, crm.OriginImport, crm.OriginForm, crm.OriginForm, crm.OriginMail, crm.OriginWebhook, crm.OriginSample}).Draw(t, "by"),
		Fields:    crm.Values{},
	}
	set := func(id crm.FieldID, value func() any) {
		if rapid.IntRange(0, 3).Draw(t, "set") > 0 {
			c.Fields[id] = value()
		}
	}
	set(city, func() any { return rapid.SampledFrom(someTexts).Draw(t, "city") })
	set(total, func() any {
		n, err := strconv.ParseFloat(rapid.SampledFrom(storedNumbers).Draw(t, "total"), 64)
		must(t, err)
		return n
	})
	set(validUntil, func() any { return drawDate(t, env, "valid until") })
	set(vip, func() any { return rapid.Bool().Draw(t, "vip") })
	drawOthers(t, env, set)
	c.Tags = rapid.SampledFrom([]crm.TagSet{"", crm.Tags(hot), crm.Tags(cold), crm.Tags(hot, cold), crm.Tags(crm.TagID(gone))}).Draw(t, "tags")
	set(source, func() any { return rapid.SampledFrom([]crm.ChoiceID{web, phone, fair, gone}).Draw(t, "source") })
	return c
}

// drawOthers draws the types that are made of others.
func drawOthers(t *rapid.T, env filter.Env, set func(crm.FieldID, func() any)) {
	text := func(label string) func() any {
		return func() any { return rapid.SampledFrom(someTexts).Draw(t, label) }
	}
	set(notes, text("notes"))
	set(site, text("site"))
	set(invoices, text("invoices"))
	set(mobile, func() any { return rapid.SampledFrom([]string{"+40721234567", "+3612345678"}).Draw(t, "mobile") })
	set(price, func() any {
		return crm.Money(rapid.SampledFrom([]int64{-250, 0, 10, 29, 500, 1000, 123456789}).Draw(t, "price"))
	})
	set(meeting, func() any { return env.Now + drawOffset(t, 6, "meeting") })
	set(interests, func() any {
		ids := rapid.SliceOfN(rapid.SampledFrom([]crm.ChoiceID{roof, wall, floor, gone}), 1, 3).Draw(t, "interests")
		return crm.ChoiceSetOf(ids...)
	})
	set(contract, func() any { return crm.FileID(rapid.Int64Range(1, 9).Draw(t, "contract")) })
}

func drawCards(t *rapid.T, env filter.Env) ([]crm.Card, map[crm.CardID]around) {
	cards := make([]crm.Card, rapid.IntRange(1, 8).Draw(t, "cards"))
	of := map[crm.CardID]around{}
	for i := range cards {
		cards[i] = drawCard(t, env, crm.CardID(i+1))
		of[cards[i].ID] = drawAround(t, env, cards[i])
	}
	return cards, of
}

// drawTree makes a tree from the operator table itself, so that an operator
// that is new there is drawn too.
func drawTree(t *rapid.T, env filter.Env, timed bool) crm.Group {
	tree := drawGroup(t, env, 1, timed)
	tree.Conditions = append(tree.Conditions, drawCondition(t, env, timed))
	return tree
}

func drawGroup(t *rapid.T, env filter.Env, depth int, timed bool) crm.Group {
	g := crm.Group{Any: rapid.Bool().Draw(t, "any")}
	for range rapid.IntRange(0, 2).Draw(t, "conditions") {
		g.Conditions = append(g.Conditions, drawCondition(t, env, timed))
	}
	if depth < crm.MaxDepth {
		for range rapid.SampledFrom([]int{0, 0, 1, 2}).Draw(t, "groups") {
			g.Groups = append(g.Groups, drawGroup(t, env, depth+1, timed))
		}
	}
	return g
}

func drawCondition(t *rapid.T, env filter.Env, timed bool) crm.Condition {
	subjects := filter.Subjects(env.Cat)
	for {
		s := rapid.SampledFrom(subjects).Draw(t, "subject")
		op := rapid.SampledFrom(s.Ops).Draw(t, "op")
		c := crm.Condition{Subject: s.Subject, Field: s.Field, Op: op.Op, Values: []string{}}
		if timed && filter.Depends(all(c)) == filter.NoClock && rapid.IntRange(0, 4).Draw(t, "timeless") > 0 {
			continue
		}
		return drawValues(t, env, s, op, c)
	}
}

// drawAbout draws a condition on a subject.
func drawAbout(t *rapid.T, env filter.Env, s filter.Subject) crm.Condition {
	op := rapid.SampledFrom(s.Ops).Draw(t, "op")
	return drawValues(t, env, s, op, crm.Condition{Subject: s.Subject, Field: s.Field, Op: op.Op, Values: []string{}})
}

func drawValues(t *rapid.T, env filter.Env, s filter.Subject, op filter.Operator, c crm.Condition) crm.Condition {
	if op.Negative && rapid.Bool().Draw(t, "or not set") {
		c.Op = op.OrNotSet
	}
	for i, slot := range op.Slots {
		for range rapid.IntRange(slot.Min, min(slot.Max, 3)).Draw(t, fmt.Sprint("values", i)) {
			c.Values = append(c.Values, drawValue(t, env, s, slot))
		}
	}
	if op.Op == "between" {
		slices.SortFunc(c.Values, ascending)
	}
	return c
}

// ascending orders numbers by size and dates by time.
func ascending(a, b string) int {
	x, err := strconv.ParseFloat(a, 64)
	y, _ := strconv.ParseFloat(b, 64)
	if err != nil {
		return slices.Compare([]byte(a), []byte(b))
	}
	return cmp.Compare(x, y)
}

func drawValue(t *rapid.T, env filter.Env, s filter.Subject, slot filter.Slot) string {
	switch slot.Kind {
	case "text":
		if s.Type == "phone" {
			return rapid.SampledFrom([]string{"0721 234 567", "+40721234567", "0721", "721.23", "234-567", "+36", "x"}).Draw(t, "number")
		}
		return rapid.SampledFrom(append(someTexts, "ste", "Ő", "%", "OS", "ș", "ss", "İ", "i", "\u0326os")).Draw(t, "text")
	case "money":
		return rapid.SampledFrom([]string{"-2.5", "-1", "0", "0.1", "0.29", "5", "10", "1234567.89"}).Draw(t, "amount")
	case "number":
		return rapid.SampledFrom(someNumbers).Draw(t, "number")
	case "date":
		return string(drawDate(t, env, "date"))
	case "days":
		if rapid.IntRange(0, 9).Draw(t, "far") == 0 {
			return rapid.SampledFrom([]string{"28", "365", "366", "1461", "3650"}).Draw(t, "days")
		}
		return strconv.Itoa(rapid.IntRange(slot.Least, 7).Draw(t, "days"))
	case "hours":
		return strconv.Itoa(rapid.IntRange(slot.Least, 50).Draw(t, "hours"))
	default:
		if len(slot.Options) > 0 {
			return rapid.SampledFrom(slot.Options).Draw(t, "option").Value
		}
		return rapid.SampledFrom(s.Options).Draw(t, "option").Value
	}
}
