package login

import (
	"context"
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"

	"stepwise/backend/crm"
)

// The lengths of a password, in characters.
const (
	MinPassword = 8
	MaxPassword = 256
)

// Cost is what hashing one password takes.
type Cost struct {
	Memory uint32 // KiB
	Rounds uint32
}

// releaseCost is about 0.1 s of one core: slow for who tries a stolen list, and
// small enough beside what the program may use.
var releaseCost = Cost{Memory: 32 * 1024, Rounds: 3}

// atOnce is how many passwords are hashed at the same time; more wait.
const atOnce = 2

type hasher struct {
	params argon2id.Params
	turns  chan struct{}
	decoy  func() (string, error) // a hash that no password has
}

func newHasher(c Cost) *hasher {
	if c == (Cost{}) {
		c = releaseCost
	}
	h := &hasher{
		params: argon2id.Params{Memory: c.Memory, Iterations: c.Rounds, Parallelism: 1, SaltLength: 16, KeyLength: 32},
		turns:  make(chan struct{}, atOnce),
	}
	h.decoy = sync.OnceValues(func() (string, error) { return argon2id.CreateHash(token(), &h.params) })
	return h
}

// turn waits until this password may be worked on.
func (h *hasher) turn(ctx context.Context) (done func(), err error) {
	select {
	case h.turns <- struct{}{}:
		return func() { <-h.turns }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	done, err := h.turn(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	return argon2id.CreateHash(norm.NFC.String(password), &h.params)
}

// matches takes as long where there is no hash to compare with.
func (h *hasher) matches(ctx context.Context, password, hash string) (bool, error) {
	done, err := h.turn(ctx)
	if err != nil {
		return false, err
	}
	defer done()
	if utf8.RuneCountInString(password) > MaxPassword {
		password = ""
	}
	known := hash != ""
	if !known {
		if hash, err = h.decoy(); err != nil {
			return false, err
		}
	}
	same, err := argon2id.ComparePasswordAndHash(norm.NFC.String(password), hash)
	return same && known, err
}

//go:embed common.txt
var commonText string

var common = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for line := range strings.Lines(commonText) {
		all[strings.TrimSpace(line)] = true
	}
	return all
})

// CheckPassword says what is wrong with a password that somebody chose; nil
// where it is fine. What it is made of is nobody's business, but it is none of
// those that everybody tries first, nor the person's own name or address.
func CheckPassword(password string, own ...string) *crm.Phrase {
	say := func(key string, pairs ...any) *crm.Phrase { p := crm.Say(key, pairs...); return &p }
	n := utf8.RuneCountInString(password)
	switch {
	case !utf8.ValidString(password) || strings.ContainsRune(password, 0):
		return say("login.password_text")
	case n < MinPassword:
		return say("login.password_short", "min", MinPassword)
	case n > MaxPassword:
		return say("login.password_long", "max", MaxPassword)
	}
	plain := strings.ToLower(password)
	if common()[plain] || common()[strings.TrimRight(plain, "0123456789!.?*#")] || oneSign(plain) {
		return say("login.password_common")
	}
	for _, word := range own {
		if word = strings.ToLower(word); word != "" && plain == word {
			return say("login.password_own")
		}
	}
	return nil
}

// oneSign says whether a text is one character again and again, or a row of
// neighbours: "aaaaaaaa", "23456789".
func oneSign(text string) bool {
	signs := []rune(text)
	step := signs[1] - signs[0]
	if step < -1 || step > 1 {
		return false
	}
	for i := 1; i < len(signs); i++ {
		if signs[i]-signs[i-1] != step {
			return false
		}
	}
	return true
}
