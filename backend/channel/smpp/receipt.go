package smpp

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"stepwise/backend/channel/wire"
	"stepwise/backend/crm"
)

// What message centres write into the text of a receipt.
var (
	receiptID   = regexp.MustCompile(`(?i)\bid:\s*([0-9A-Za-z-]+)`)
	receiptStat = regexp.MustCompile(`(?i)\bstat:\s*([A-Za-z]+)`)
	receiptErr  = regexp.MustCompile(`(?i)\berr:\s*([0-9A-Za-z]+)`)
	looksLike   = regexp.MustCompile(`(?i)^id:\S+ sub:\d+ dlvrd:\d+`)
)

// stats are the words of a receipt's text; states its optional parameter.
var (
	stats = map[string]crm.MessageState{
		"DELIVRD": crm.MessageDelivered, "EXPIRED": crm.MessageExpired, "DELETED": crm.MessageFailed, "UNDELIV": crm.MessageFailed,
		"REJECTD": crm.MessageFailed, "ACCEPTD": crm.MessageSent, "ENROUTE": crm.MessageSent, "UNKNOWN": crm.MessageSent,
	}
	states = map[byte]crm.MessageState{
		1: crm.MessageSent, 2: crm.MessageDelivered, 3: crm.MessageExpired, 4: crm.MessageFailed, 5: crm.MessageFailed,
		6: crm.MessageSent, 7: crm.MessageSent, 8: crm.MessageFailed,
	}
)

// isReceipt says whether a message tells of another one. Some centres don't set
// the bit that says so.
func isReceipt(m message) bool {
	return m.class&classKind&classReceipt != 0 || looksLike.Match(m.text)
}

// readReceipt reads a receipt: its optional parameters first, its text second.
func readReceipt(m message) (crm.Receipt, bool) {
	text := string(m.text)
	first := func(re *regexp.Regexp) string {
		if found := re.FindStringSubmatch(text); found != nil {
			return found[1]
		}
		return ""
	}
	stat := strings.ToUpper(first(receiptStat))
	state, known := stats[stat]
	if b := m.optional[tagMessageState]; len(b) == 1 {
		if s, ok := states[b[0]]; ok {
			state, known = s, true
		}
	}
	id := strings.TrimRight(string(m.optional[tagReceiptedID]), "\x00")
	if id == "" {
		id = first(receiptID)
	}
	r := crm.Receipt{Remote: plain(id), Also: otherForms(id), To: m.from.value, State: state, Words: wire.Clip(strings.TrimSpace(stat + " " + first(receiptErr)))}
	return r, known && id != ""
}

// plain is one way to write an id, whoever wrote it.
func plain(id string) string {
	short := strings.TrimLeft(strings.ToLower(strings.TrimSpace(id)), "0")
	if short == "" {
		return strings.ToLower(id)
	}
	return short
}

// otherForms are the same id in the other base: some centres answer in one and
// report in the other.
func otherForms(id string) (out []string) {
	id = plain(id)
	if n, err := strconv.ParseUint(id, 10, 64); err == nil {
		out = append(out, strconv.FormatUint(n, 16))
	}
	if n, err := strconv.ParseUint(id, 16, 64); err == nil {
		out = append(out, strconv.FormatUint(n, 10))
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == id })
}
