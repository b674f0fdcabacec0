package smpp

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"stepwise/backend/crm"
)

func TestAMessageComesBackAsItWasWritten(t *testing.T) {
	t.Parallel()
	m := message{
		from: address{ton: 5, value: "Atelier"}, to: address{ton: 1, npi: 1, value: "40712345678"}, class: classUDH, registered: 1, coding: codingUCS2,
		text: []byte("\x06\x08\x04\x01\x02\x02\x01\x00S"), optional: map[uint16][]byte{tagMessageState: {2}},
	}
	p := pdu{id: submitSM, status: 7, seq: 9, body: m.body()}
	back, err := readPDU(bytes.NewReader(p.bytes()))
	if err != nil || back.id != p.id || back.status != 7 || back.seq != 9 {
		t.Fatalf("%+v, %v", back, err)
	}
	got, err := readMessage(back.body)
	if err != nil || got.from != m.from || got.to != m.to || !bytes.Equal(got.text, m.text) || !bytes.Equal(got.optional[tagMessageState], []byte{2}) {
		t.Errorf("%+v, %v", got, err)
	}
	if text := decode(&crm.SMPPSettings{}, got); text != "S" {
		t.Errorf("reads %q", text)
	}
}

func TestALengthThatCantBeIsRefused(t *testing.T) {
	t.Parallel()
	for _, head := range []string{"\x00\x00\x00\x0f", "\xff\xff\xff\xff", "\x00\x00\x00\x00"} {
		if _, err := readPDU(strings.NewReader(head + strings.Repeat("\x00", 40))); !errors.Is(err, errPDU) {
			t.Errorf("% x: %v", head, err)
		}
	}
}

func TestReceiptsAreReadInTheFormsThatCentresUse(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		m    message
		id   string
		also []string
		want crm.MessageState
	}{
		{"text", message{class: 4, text: []byte("id:0000000255 sub:001 dlvrd:001 submit date:1 done date:2 stat:UNDELIV err:003 text:")}, "255", []string{"ff", "597"}, crm.MessageFailed},
		{"lower case", message{class: 4, text: []byte("id:C449AB9744F4 sub:1 dlvrd:1 stat:delivrd err:0")}, "c449ab9744f4", []string{"215820690474228"}, crm.MessageDelivered},
		{"optional parameters win", message{class: 4, text: []byte("id:7 stat:ENROUTE"), optional: map[uint16][]byte{tagReceiptedID: []byte("ab-cd\x00"), tagMessageState: {3}}}, "ab-cd", nil, crm.MessageExpired},
		{"without the bit", message{text: []byte("id:1 sub:001 dlvrd:000 submit date:1 done date:1 stat:REJECTD err:1 text:x")}, "1", nil, crm.MessageFailed},
	} {
		r, ok := readReceipt(tc.m)
		if !isReceipt(tc.m) || !ok || r.Remote != tc.id || !slices.Equal(r.Also, tc.also) || r.State != tc.want {
			t.Errorf("%s: %+v, %v", tc.name, r, ok)
		}
	}
	for _, text := range []string{"id: please call me", "Stop", "Da, id:7"} {
		if m := (message{text: []byte(text)}); isReceipt(m) {
			t.Errorf("%q is no receipt", text)
		}
	}
	if _, ok := readReceipt(message{class: 4, text: []byte("stat:DELIVRD")}); ok {
		t.Error("a receipt of nothing")
	}
}

func TestACharacterIsNeverCut(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("a", 66) + strings.Repeat("😀", 40)
	var joined []uint16
	for _, part := range cutUCS2(utf16.Encode([]rune(text))) {
		if len(part) > ucs2Joined || strings.ContainsRune(string(utf16.Decode(part)), '\uFFFD') {
			t.Errorf("a part of %d units: %q", len(part), string(utf16.Decode(part)))
		}
		joined = append(joined, part...)
	}
	if string(utf16.Decode(joined)) != text {
		t.Error("the parts are not the text")
	}
}

func FuzzPDU(f *testing.F) {
	f.Add((pdu{id: deliverSM, seq: 1, body: message{class: 4, text: []byte("id:1 stat:DELIVRD")}.body()}).bytes())
	f.Add([]byte("\x00\x00\x00\x10\x80\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01"))
	f.Add((pdu{id: deliverSM, seq: 1, body: message{class: classUDH, coding: codingUCS2, text: []byte{255, 1}}.body()}).bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := readPDU(bytes.NewReader(b))
		if err != nil {
			return
		}
		if !bytes.Equal(p.bytes(), b[:len(p.bytes())]) {
			t.Errorf("% x reads as % x", b, p.bytes())
		}
		m, err := readMessage(p.body)
		if err != nil {
			return
		}
		if isReceipt(m) {
			readReceipt(m)
		}
		for _, alphabet := range []string{"gsm", "latin1", "ucs2"} {
			decode(&crm.SMPPSettings{Alphabet: alphabet}, m)
		}
	})
}
