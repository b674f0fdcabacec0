package importer

import (
	"slices"
	"strings"
	"unicode"

	"stepwise/backend/crm"
)

// Source is a program whose exports are known by their column names.
type Source string

// The sources; SourceNone is any other file.
const (
	SourceNone      Source = ""
	SourceGoogle    Source = "google"
	SourceOutlook   Source = "outlook"
	SourceHubSpot   Source = "hubspot"
	SourcePipedrive Source = "pipedrive"
	SourceMiniCRM   Source = "minicrm"
)

// Sources are all that are known.
var Sources = []Source{SourceGoogle, SourceOutlook, SourceHubSpot, SourcePipedrive, SourceMiniCRM}

// leaveOut is what a preset says of a column that only serves the program that
// wrote it.
const leaveOut Target = "-"

// preset knows the columns of one source. A pattern is a list as in
// knownHeaders, in the form of numbered.
type preset struct {
	source Source
	needs  []string // each of them must be there
	any    string   // and as many of these as least says
	least  int
	rules  []rule // the first that fits a header and whose target is free counts
	split  bool   // cells may hold several emails or phones
}

type rule struct {
	target  Target
	headers string
}

var presets = []preset{google, outlook, hubspot, pipedrive}

// SourceOf recognises a file by its column names.
func SourceOf(t *Table) Source {
	if isMiniCRM(t) {
		return SourceMiniCRM
	}
	have := make([]string, 0, len(t.Headers))
	for _, h := range t.Headers {
		have = append(have, numbered(h))
	}
	for _, p := range presets {
		missing := slices.ContainsFunc(p.needs, func(list string) bool {
			return !slices.ContainsFunc(have, func(h string) bool { return listed(list, h) })
		})
		n := 0
		for _, h := range have {
			if listed(p.any, h) {
				n++
			}
		}
		if !missing && n >= p.least {
			return p.source
		}
	}
	return SourceNone
}

// numbered is the form of words with # for every number: "e mail # value".
func numbered(header string) string {
	return strings.Join(strings.FieldsFunc(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '#'
		}
		return r
	}, words(header)), unicode.IsSpace), " ")
}

// bySource points the columns where the file's source is known; what it doesn't
// know is left to the rest of the guess.
func (g *guesser) bySource() {
	source := SourceOf(g.t)
	if source == SourceNone {
		return
	}
	g.m.CreateMissing = true
	if source == SourceMiniCRM {
		g.byMiniCRM()
		return
	}
	p := presets[slices.IndexFunc(presets, func(p preset) bool { return p.source == source })]
	g.m.SplitCells = p.split
	for _, r := range p.rules { // in the order of the rules: the better column of two gets the target
		for i, h := range g.t.Headers {
			if listed(r.headers, numbered(h)) {
				g.settle(i, r.target)
			}
		}
	}
}

// settle points a column at a target and keeps the rest of the guess from it.
// A column without text is left out; one whose target is taken stays open.
func (g *guesser) settle(column int, target Target) {
	if g.settled[column] || g.m.Columns[column] != Ignore {
		return
	}
	if target == leaveOut || len(g.values[column]) == 0 {
		g.settled[column] = true
		return
	}
	g.take(column, target)
	g.settled[column] = g.m.Columns[column] != Ignore
}

var google = preset{
	source: SourceGoogle,
	any:    "e mail # value|phone # value|e mail # label|e mail # type|phone # label|phone # type|group membership|labels|organization # name|organization name|phonetic first name|given name yomi|file as",
	least:  4,
	rules: []rule{
		{ContactFirst, "given name|first name"}, {ContactMiddle, "additional name|middle name"}, {ContactLast, "family name|last name"},
		{ContactName, "name"}, {ContactFirm, "organization # name|organization name"},
		{ContactEmail, "e mail # value"}, {ContactPhone, "phone # value"}, {CardNote, "notes"}, {CardTags, "group membership|labels"},
		{ContactPostal, "address # formatted"}, {ContactWebsite, "website # value"}, {ToNew(crm.FieldDate), "birthday"},
		{leaveOut, "yomi name|given name yomi|additional name yomi|family name yomi|phonetic first name|phonetic middle name|phonetic last name|" +
			"initials|short name|file as|photo|gender|location|billing information|directory server|mileage|sensitivity|priority|subject|language|" +
			"e mail # type|e mail # label|phone # type|phone # label|website # type|website # label|event # type|event # label|relation # type|" +
			"relation # label|custom field # type|custom field # label|address # type|address # label|address # street|address # city|" +
			"address # po box|address # region|address # postal code|address # country|address # extended address|organization # type|" +
			"organization # yomi name|organization # symbol|organization # location|organization # job description|im # type|im # service"},
	},
}

var outlook = preset{
	source: SourceOutlook,
	needs:  []string{"e mail address", "first name", "last name"},
	any:    "company|business phone|mobile phone|home phone|e mail # address|e mail display name|e mail type|business street|categories|web page",
	least:  2,
	rules: []rule{
		{ContactFirst, "first name"}, {ContactMiddle, "middle name"}, {ContactLast, "last name"}, {ContactFirm, "company"},
		{ContactEmail, "e mail address|e mail # address"},
		{ContactPhone, "mobile phone"}, {ContactPhone, "primary phone|business phone|business phone #|home phone|home phone #|company main phone|other phone|car phone"},
		{CardNote, "notes"}, {CardTags, "categories"}, {ContactWebsite, "web page|personal web page"}, {ToNew(crm.FieldDate), "birthday|anniversary"},
		{ContactPostal, "business street|business street #|business city|business state|business postal code|business country region|business country"},
		{leaveOut, "e mail type|e mail # type|e mail display name|e mail # display name|gender|sensitivity|priority|private|initials|" +
			"directory server|internet free busy|location|mileage|billing information|account|isdn|telex|tty tdd phone|pager|callback|" +
			"radio phone|organizational id number|business address po box|home address po box|other address po box"},
	},
}

var hubspot = preset{
	source: SourceHubSpot,
	needs:  []string{"record id|record id contact|record id deal|contact id"},
	any:    "lifecycle stage|lead status|contact owner|create date|associated company|phone number|last activity date|marketing contact status|deal stage|deal name|deal owner|contact record id",
	least:  3,
	split:  true,
	rules: []rule{
		{CardName, "deal name"}, {ContactFirst, "first name"}, {ContactLast, "last name"}, {ContactName, "associated contact|primary associated contact"},
		{ContactFirm, "company name|company"}, {ContactFirm, "associated company|primary associated company"},
		{ContactEmail, "email|work email|additional email addresses"}, {ContactPhone, "phone number|mobile phone number|phone|mobile phone"},
		{CardStatus, "deal stage"}, {CardStatus, "lead status"}, {CardStatus, "lifecycle stage"},
		{CardOwner, "contact owner|deal owner|record owner"}, {CardNote, "notes|message|deal description"}, {CardTags, "tags"},
		{ContactWebsite, "website url|website"}, {ToNew(crm.FieldMoney), "amount"}, {ToNew(crm.FieldDate), "close date"},
		{leaveOut, "record id|record id contact|record id deal|contact id|create date|created date|last modified date|last activity date|" +
			"associated company|associated company ids|associated company id|primary associated company id|associated contact ids|" +
			"associated deal ids|associated deal|associated note ids|associated note|hubspot owner id|marketing contact status|last contacted"},
	},
}

var pipedrive = preset{
	source: SourcePipedrive,
	any: "person name|person first name|person last name|person email|person email work|person email home|person phone|person phone work|" +
		"person phone mobile|person organization|person owner|deal title|deal stage|deal status|deal value|deal owner|deal organization|" +
		"deal contact person|organization name|organization address|lead title",
	least: 3,
	rules: []rule{
		{CardName, "deal title|lead title"}, {ContactName, "person name|deal contact person|lead contact person"},
		{ContactFirst, "person first name"}, {ContactLast, "person last name"},
		{ContactFirm, "person organization|deal organization|organization name|lead organization"},
		{ContactEmail, "person email|person email work|person email home|person email other"},
		{ContactPhone, "person phone mobile"}, {ContactPhone, "person phone|person phone work|person phone home|person phone other"},
		{CardStatus, "deal stage"}, {CardOwner, "deal owner|lead owner|person owner"}, {CardTags, "deal label|deal labels|person label|person labels|lead label|lead labels"},
		{CardNote, "person notes|person note|deal notes|deal note"}, {ContactPostal, "organization address|person postal address"},
		{ToNew(crm.FieldMoney), "deal value|lead value"}, {ToNew(crm.FieldDate), "deal expected close date|lead expected close date"},
		{leaveOut, "person id|deal id|organization id|lead id|person person created|person created|person add time|person update time|deal deal created|" +
			"deal created|deal add time|deal update time|deal last stage change|person last activity date|person next activity date|deal last activity date|" +
			"deal next activity date|person done activities|deal done activities|person total activities|deal total activities|" +
			"person activities to do|deal activities to do|person email messages count|deal email messages count|person visible to|" +
			"deal visible to|organization visible to|person owner|person person updated|deal organization|deal contact person|organization owner"},
	},
}
