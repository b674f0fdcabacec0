package smpp

import (
	"encoding/binary"
	"hash/crc32"
	"strings"
	"unicode/utf16"

	"stepwise/backend/crm"
	"stepwise/backend/sms"
)

// Values of data_coding.
const (
	codingDefault = 0x00
	codingASCII   = 0x01
	codingLatin1  = 0x03
	codingUCS2    = 0x08
)

// Bits of esm_class.
const (
	classReceipt = 0x04
	classUDH     = 0x40
	classKind    = 0x3c
)

// A text in UCS-2 has so many units in one part, or in each of several.
const (
	ucs2Single = 70
	ucs2Joined = 67
)

// encode cuts a text into the messages that carry it.
func encode(s *crm.SMPPSettings, key, text string) []message {
	coding, parts := cut(s, text)
	if len(parts) == 1 {
		return []message{{coding: coding, text: parts[0]}}
	}
	if s.Long == "payload" {
		var whole []byte
		for _, part := range parts {
			whole = append(whole, part...)
		}
		return []message{{coding: coding, optional: map[uint16][]byte{tagMessagePayload: whole}}}
	}
	ref := binary.BigEndian.AppendUint16(nil, uint16(crc32.ChecksumIEEE([]byte(key))))
	out := make([]message, 0, len(parts))
	for i, part := range parts {
		head := []byte{6, 8, 4, ref[0], ref[1], byte(len(parts)), byte(i + 1)}
		out = append(out, message{class: classUDH, coding: coding, text: append(head, part...)})
	}
	return out
}

func cut(s *crm.SMPPSettings, text string) (coding byte, parts [][]byte) {
	m := sms.Measure(text)
	code, coding := sms.Septets, byte(codingDefault)
	if s.Alphabet == "latin1" {
		code, coding = latin1, codingLatin1
	}
	if s.Alphabet != "ucs2" && m.Encoding == sms.GSM7 {
		for _, part := range m.PartTexts {
			b, ok := code(part)
			if !ok {
				parts = nil
				break
			}
			parts = append(parts, b)
		}
	}
	if parts != nil {
		return coding, parts
	}
	for _, units := range cutUCS2(utf16.Encode([]rune(text))) {
		b := make([]byte, 0, 2*len(units))
		for _, u := range units {
			b = binary.BigEndian.AppendUint16(b, u)
		}
		parts = append(parts, b)
	}
	return codingUCS2, parts
}

// cutUCS2 never cuts between the two units of one character.
func cutUCS2(units []uint16) (parts [][]uint16) {
	if len(units) <= ucs2Single {
		return [][]uint16{units}
	}
	for len(units) > 0 {
		n := min(ucs2Joined, len(units))
		if n < len(units) && utf16.IsSurrogate(rune(units[n-1])) && units[n-1] < 0xdc00 {
			n--
		}
		parts = append(parts, units[:n])
		units = units[n:]
	}
	return parts
}

func latin1(text string) (b []byte, ok bool) {
	for _, r := range text {
		if r > 0xff {
			return nil, false
		}
		b = append(b, byte(r))
	}
	return b, true
}

// decode is the text of a message that came in, without the header of a part.
func decode(s *crm.SMPPSettings, m message) string {
	b := m.text
	if m.class&classUDH != 0 && len(b) > 0 && int(b[0])+1 <= len(b) {
		b = b[int(b[0])+1:]
	}
	switch {
	case m.coding == codingUCS2:
		units := make([]uint16, 0, len(b)/2)
		for i := 0; i+1 < len(b); i += 2 {
			units = append(units, binary.BigEndian.Uint16(b[i:]))
		}
		return string(utf16.Decode(units))
	case m.coding == codingDefault && s.Alphabet != "latin1":
		return sms.FromSeptets(b)
	case m.coding == codingASCII:
		return strings.ToValidUTF8(string(b), "?")
	}
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return string(runes)
}

// sender is how a sender's name or number is written.
func sender(from string) address {
	digits := strings.TrimPrefix(from, "+")
	switch {
	case digits == "":
		return address{}
	case strings.Trim(digits, "0123456789") != "":
		return address{ton: 5, value: from} // alphanumeric
	case len(digits) <= 6 && digits == from:
		return address{npi: 1, value: digits} // a short number
	}
	return address{ton: 1, npi: 1, value: digits}
}

// recipient is how a number is written: international, without the plus.
func recipient(to string) address {
	return address{ton: 1, npi: 1, value: strings.TrimPrefix(to, "+")}
}
