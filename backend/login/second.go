package login

import (
	"bytes"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"image/png"
	"strings"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"stepwise/backend/crm"
	"stepwise/backend/secret"
	"stepwise/backend/store"
)

// Codes are those that every app makes: six digits, a new one each 30 seconds.
// One step before and after counts too, because phones' clocks differ.
const (
	codeSeconds   = 30
	codeSteps     = 1
	recoveryCodes = 10
)

// Key is what an app needs to make codes.
type Key struct {
	Secret  string // to type
	Picture string // the QR code, as a data address of a PNG
}

const pictureSize = 240

// NewKey makes a key for a user's app, of a business.
func NewKey(business string, u crm.User) (Key, error) {
	if business = strings.ReplaceAll(business, ":", " "); business == "" {
		business = "Stepwise"
	}
	key, err := totp.Generate(totp.GenerateOpts{
		Issuer: business, AccountName: strings.ReplaceAll(u.Email, ":", " "), Secret: secret.Random(20), Period: codeSeconds,
	})
	if err != nil {
		return Key{}, fmt.Errorf("make a key: %w", err)
	}
	picture, err := key.Image(pictureSize, pictureSize)
	if err != nil {
		return Key{}, fmt.Errorf("draw a key: %w", err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		return Key{}, err
	}
	return Key{Secret: key.Secret(), Picture: "data:image/png;base64," + base64.StdEncoding.EncodeToString(b.Bytes())}, nil
}

// stepOf finds the time step that a code belongs to, later than the last used
// one; 0 where it is wrong.
func stepOf(key, code string, now crm.Instant, used int64) (int64, error) {
	code = strings.ReplaceAll(strings.TrimSpace(code), " ", "")
	current := int64(now) / 1000 / codeSeconds
	var found int64
	for step := current - codeSteps; step <= current+codeSteps; step++ {
		at := crm.Instant(step * codeSeconds * 1000).Time()
		right, err := totp.GenerateCodeCustom(key, at, totp.ValidateOpts{Period: codeSeconds, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err != nil {
			return 0, fmt.Errorf("make a code: %w", err)
		}
		if subtle.ConstantTimeCompare([]byte(right), []byte(code)) == 1 && step > used {
			found = step
		}
	}
	return found, nil
}

// useCode says whether a code of the app, or a recovery code, is right, and sees
// to it that it never is again.
func useCode(tx *store.Tx, c crm.Credential, code string) (bool, error) {
	if c.Secret == "" {
		return false, nil
	}
	step, err := stepOf(c.Secret, code, tx.Now, c.Used)
	if err != nil {
		return false, err
	}
	if step != 0 {
		c.Used = step
		return true, tx.SaveCredential(c)
	}
	return tx.UseRecoveryCode(c.User, recoveryHash(c.User, code))
}

// recoveryHash needs no slow hash: a code is 80 bits of chance.
func recoveryHash(user crm.UserID, code string) string {
	plain := strings.NewReplacer("-", "", " ", "").Replace(strings.ToUpper(code))
	return hashOf("recovery " + user.String() + " " + plain)
}

// BeginSecondStep switches a user's second step on, once a code shows that their
// app has the key, and makes the recovery codes. Errors: invalid with the
// problem at "code".
func (k *Keeper) BeginSecondStep(tx *store.Tx, user crm.UserID, key, code string) (recovery []string, err error) {
	c, err := tx.Credential(user)
	if err != nil {
		return nil, err
	}
	var bad crm.Problems
	step, err := stepOf(key, code, tx.Now, 0)
	if err != nil || step == 0 {
		bad.Add("code", "login.wrong_code")
		return nil, bad.Err()
	}
	c.Secret, c.Used = key, step
	if err := tx.SaveCredential(c); err != nil {
		return nil, err
	}
	hashes := make([]string, 0, recoveryCodes)
	for range recoveryCodes {
		text := token()[:16]
		recovery = append(recovery, text[:4]+"-"+text[4:8]+"-"+text[8:12]+"-"+text[12:])
		hashes = append(hashes, recoveryHash(user, text))
	}
	return recovery, tx.SetRecoveryCodes(user, hashes)
}

// EndSecondStep switches it off.
func (k *Keeper) EndSecondStep(tx *store.Tx, user crm.UserID) error {
	c, err := tx.Credential(user)
	if err != nil {
		return err
	}
	c.Secret, c.Used = "", 0
	if err := tx.SaveCredential(c); err != nil {
		return err
	}
	return tx.SetRecoveryCodes(user, nil)
}
