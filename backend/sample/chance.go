package sample

import "hash/fnv"

// draw picks one of n for the card with this number, always the same one: it
// looks like chance and is none, so the business is the same everywhere.
// what keeps the draws of one card apart.
func draw(card int, what string, n int) int {
	h := fnv.New64a()
	_, _ = h.Write([]byte(what)) // a hash never fails to write
	// FNV alone leaves draws of one card alike; this is the finish of MurmurHash.
	x := h.Sum64() + uint64(card)*0x9e3779b97f4a7c15
	x = (x ^ x>>33) * 0xff51afd7ed558ccd
	x = (x ^ x>>33) * 0xc4ceb9fe1a85ec53
	return int((x >> 33) % uint64(n))
}

// oneOf draws an entry of a list.
func oneOf[T any](card int, what string, list []T) T { return list[draw(card, what, len(list))] }

// percent holds for about so many of a hundred cards.
func percent(card int, what string, of int) bool { return draw(card, what, 100) < of }
