package store

import (
	"crypto/subtle"
	"encoding/binary"
	"encoding/hex"
	"math/big"
)

// signed is how many bytes of the signature a token carries: 80 bits, which
// nobody guesses over the network, in a link short enough for an SMS.
const signed = 10

// longestToken bounds what is read as a token, in characters.
const longestToken = 100

// base is that of a token: letters and digits only. Programs that make links of
// addresses in a text leave punctuation at the end out.
const base = 62

// Sign makes a token out of numbers that nobody else can make: some twenty
// letters and digits. What it is for belongs to it: a token of one purpose is
// none of another.
func (v *View) Sign(purpose string, numbers ...int64) string {
	plain := make([]byte, 0, signed+binary.MaxVarintLen64*len(numbers))
	for _, n := range numbers {
		plain = binary.AppendUvarint(plain, uint64(n))
	}
	raw := append([]byte{1}, append(plain, v.signature(purpose, plain)...)...) // one in front keeps zeros
	return new(big.Int).SetBytes(raw).Text(base)
}

// Signed reads the numbers of a token; ok is false where we didn't make it for
// that purpose, with so many numbers.
func (v *View) Signed(purpose, token string, count int) (numbers []int64, ok bool) {
	if len(token) > longestToken {
		return nil, false
	}
	number, fine := new(big.Int).SetString(token, base)
	if !fine || number.Sign() <= 0 || number.Text(base) != token { // each number has one spelling
		return nil, false
	}
	raw := number.Bytes()
	if len(raw) <= signed || raw[0] != 1 {
		return nil, false
	}
	raw = raw[1:]
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
