package sms_test

import (
	"bytes"
	"testing"

	"stepwise/backend/sms"
)

func TestSeptetsAreThoseOfTheStandard(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		text  string
		codes []byte
	}{
		{"@£$", []byte{0, 1, 2}},
		{"Hello 1~", []byte{0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x20, 0x31, 0x1b, 0x3d}},
		{"Æß É", []byte{0x1c, 0x1e, 0x20, 0x1f}},
		{"äöñüà", []byte{0x7b, 0x7c, 0x7d, 0x7e, 0x7f}},
		{"€^{}\\[]|\f", []byte{0x1b, 0x65, 0x1b, 0x14, 0x1b, 0x28, 0x1b, 0x29, 0x1b, 0x2f, 0x1b, 0x3c, 0x1b, 0x3e, 0x1b, 0x40, 0x1b, 0x0a}},
	} {
		codes, ok := sms.Septets(tc.text)
		if !ok || !bytes.Equal(codes, tc.codes) {
			t.Errorf("%q: % x, %v", tc.text, codes, ok)
		}
		if back := sms.FromSeptets(codes); back != tc.text {
			t.Errorf("%q comes back as %q", tc.text, back)
		}
	}
	if _, ok := sms.Septets("ș"); ok {
		t.Error("ș is not in the alphabet")
	}
	if got := sms.FromSeptets([]byte{0x41, 0xff, 0x1b, 0x01, 0x1b}); got != "A??" {
		t.Errorf("what is no code: %q", got)
	}
}
