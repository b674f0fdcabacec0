package mailer

import (
	"bytes"
	"net/textproto"
	"strings"
	"testing"

	"github.com/jordan-wright/email"
	"pgregory.net/rapid"

	"stepwise/backend/crm"
)

// The bodies of messages are what an independent library makes of them.
func TestABodyIsWhatALibraryMakes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		piece := rapid.OneOf(
			rapid.SampledFrom([]string{" ", "\t", "\n", "=", ".", "ș", "€", "  \n", "\xff", "--=_key", strings.Repeat("a", 73), strings.Repeat("b ", 50)}),
			rapid.String(),
		)
		end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(rt, "line end") // of a lone CR the library now and then loses what follows
		whole := rapid.Map(rapid.SliceOfN(piece, 0, 12), func(list []string) string {
			return strings.ReplaceAll(strings.ReplaceAll(strings.Join(list, ""), "\r", ""), "\n", end)
		})
		r := crm.Rendered{Text: whole.Draw(rt, "text"), HTML: whole.Draw(rt, "html")}
		mail := email.Email{Headers: textproto.MIMEHeader{"Message-Id": {"k"}, "Date": {"k"}}}
		mail.Text, mail.HTML = []byte(strings.ToValidUTF8(r.Text, "\uFFFD")), []byte(strings.ToValidUTF8(r.HTML, "\uFFFD"))
		raw, err := mail.Bytes()
		if err != nil {
			rt.Fatal(err)
		}
		head, want, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
		kind, encoding, got := mimeBody([]byte("what was there"), "key", r)
		if _, boundary, ok := strings.Cut(string(head), "boundary="); ok {
			boundary, _, _ = strings.Cut(boundary, "\r\n")
			want = bytes.ReplaceAll(want, []byte("--"+boundary), []byte("--=_key"))
		} else if !strings.Contains(string(head), "Content-Type: "+kind) || encoding != "quoted-printable" {
			rt.Fatalf("it is %s, %s; the library says %s", kind, encoding, head)
		}
		if string(got) != string(want) {
			rt.Fatalf("got %q, want %q", got, want)
		}
	})
}
