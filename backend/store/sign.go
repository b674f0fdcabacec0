package store

import (
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"strings"
)

// signed is how many bytes of the signature a token carries: 80 bits, which
// nobody guesses over the network, in a link short enough for an SMS.
const signed = 10

// Sign makes a token out of numbers that nobody else can make: some twenty
// letters, digits, "-" and "_". What it is for belongs to it: a token of one
// purpose is none of another.
func (v *View) Sign(purpose string, numbers ...int64) string {
	plain := make([]byte, 0, signed+binary.MaxVarintLen64*len(numbers))
	for _, n := range numbers {
		plain = binary.AppendUvarint(plain, uint64(n))
	}
	return base64.RawURLEncoding.EncodeToString(append(plain, v.signature(purpose, plain)...))
}

// Signed reads the numbers of a token; ok is false where we didn't make it for
// that purpose, with so many numbers.
func (v *View) Signed(purpose, token string, count int) (numbers []int64, ok bool) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(raw) <= signed || strings.ContainsAny(token, "\r\n") { // which the decoder passes over
		return nil, false
	}
	plain, mac := raw[:len(raw)-signed], raw[len(raw)-signed:]
	if subtle.ConstantTimeCompare(mac, v.signature(purpose, plain)) != 1 {
		return nil, false
	}
	for len(plain) > 0 {
		n, size := binary.Uvarint(plain)
		if size <= 0 {
			return nil, false
		}
		numbers, plain = append(numbers, int64(n)), plain[size:]
	}
	return numbers, len(numbers) == count
}

func (v *View) signature(purpose string, plain []byte) []byte {
	sum, err := hex.DecodeString(v.s.box.Mark(string(plain), "link|"+purpose))
	if err != nil || len(sum) < signed {
		return nil // Mark writes hex; nothing equals this
	}
	return sum[:signed]
}
