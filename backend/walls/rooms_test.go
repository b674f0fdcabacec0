// Package walls holds the house together: who may import whom, who may read the
// clock, how long a file may be. It has nothing but tests; they only parse.
package walls

// room is what one package may know.
type room struct {
	ours   []string // rooms of ours
	others []string // modules or packages of others; "" where none
}

func knows(ours ...string) room { return room{ours: ours} }

func (r room) and(others ...string) room { return room{r.ours, others} }

// rooms is docs' table of rooms as data. A path is below stepwise/, "" is main.
// Imports point one way: main → cli → backend → server → api → engine → outbox
// → store → filter → crm. To move a wall, write an ADR and change it here.
var rooms = map[string]room{
	"backend/crm":     knows(),
	"backend/sms":     knows(),
	"backend/stat":    knows(),
	"backend/dialect": knows(),
	"backend/fault":   knows(),
	"backend/fold":    knows("crm").and("golang.org/x/text"),
	"backend/timing":  knows("crm").and("github.com/rickar/cal/v2"),
	"backend/phone":   knows("crm").and("github.com/nyaruka/phonenumbers"),
	"backend/mailaddr": knows("crm").and(
		"golang.org/x/net/idna", "golang.org/x/text"),
	"backend/merge":    knows("crm").and("github.com/osteele/liquid"),
	"backend/document": knows("crm", "merge", "sms"),
	"backend/document/pdf": knows("crm", "merge", "document").and(
		"codeberg.org/go-pdf/fpdf", "golang.org/x/text"),
	"backend/filter": knows("crm", "dialect", "fold", "timing"),
	"backend/pack":   knows("crm", "merge", "document", "filter", "fold").and("go.yaml.in/yaml/v3"),
	"backend/secret": knows("crm").and("github.com/zalando/go-keyring"),
	"backend/oauth":  knows("crm", "secret", "channel/wire").and("golang.org/x/oauth2"),
	"backend/mailsetup": knows("crm").and(
		"github.com/emersion/go-msgauth", "golang.org/x/net/publicsuffix"),
	"backend/owner": knows("crm").and("github.com/gofrs/flock"),
	"backend/store": knows("crm", "dialect", "fault", "filter", "fold", "secret").and(
		"github.com/mattn/go-sqlite3", "github.com/jmoiron/sqlx", "github.com/pressly/goose/v3"),
	"backend/backup": knows("crm", "fault", "secret", "store").and("filippo.io/age"),
	"backend/login": knows("crm", "secret", "store").and(
		"github.com/alexedwards/argon2id", "github.com/pquerna/otp", "golang.org/x/text"),
	"backend/outbox":       knows("crm", "fault", "merge", "document", "sms", "store", "timing"),
	"backend/channel/fake": knows("crm"),
	"backend/channel/smtp": knows("crm", "fault", "mailsetup", "oauth", "channel/wire").and(
		"github.com/jordan-wright/email", "github.com/emersion/go-sasl"),
	"backend/channel/wire":    knows("crm", "fault"),
	"backend/channel/gateway": knows("crm", "channel/wire"),
	"backend/channel/twilio":  knows("crm", "channel/wire"),
	"backend/channel/vonage":  knows("crm", "sms", "channel/wire"),
	"backend/channel/android": knows("crm", "channel/wire"),
	"backend/channel/smpp":    knows("crm", "sms", "channel/wire"),
	"backend/channel/gammu":   knows("crm", "channel/wire"),
	"backend/channel/sms": knows("crm", "channel/gateway", "channel/twilio", "channel/vonage", "channel/android", "channel/smpp",
		"channel/gammu"),
	"backend/engine": knows("crm", "fault", "timing", "filter", "merge", "document", "sms", "phone", "mailaddr", "fold",
		"store", "outbox"),
	"backend/importer": knows("crm", "phone", "mailaddr", "fold").and(
		"golang.org/x/text"),
	"backend/intake": knows("crm", "fold", "importer"),
	"backend/mailbox": knows("crm", "mailaddr", "channel/wire").and(
		"github.com/emersion/go-imap/v2", "github.com/emersion/go-message", "golang.org/x/net/html", "golang.org/x/text"),
	"backend/scheduler": knows("crm").and("github.com/go-co-op/gocron/v2"),
	"backend/words":     {ours: []string{"crm", "/frontend/src/locales"}},
	"backend/sample":    knows("crm", "engine", "fold", "mailaddr", "phone", "store", "timing"),
	"backend/api": knows("crm", "fault", "timing", "sms", "stat", "phone", "mailaddr", "merge", "document", "document/pdf", "fold", "dialect", "filter",
		"secret", "mailsetup", "oauth", "store", "backup", "login", "outbox", "engine", "importer", "intake", "pack", "sample", "update", "webhook", "channel/wire", "words"),
	"backend/desktop":  knows("crm", "secret").and("golang.org/x/sys"),
	"backend/tray":     {others: []string{"fyne.io/systray", "github.com/godbus/dbus/v5"}},
	"backend/update":   knows("crm", "channel/wire"),
	"backend/screens":  knows(),
	"backend/server":   knows("api", "crm", "login", "oauth", "rest", "screens", "words").and("github.com/go-chi/httprate"),
	"backend/public":   knows("api", "crm", "words"),
	"backend/config":   knows("crm"),
	"backend/webhook":  knows("crm", "secret", "store", "channel/wire"),
	"backend/recovery": knows("", "backup", "config", "crm", "words"),
	"backend/bench":    knows("", "api", "channel/smtp", "config", "crm", "document", "engine", "filter", "importer", "outbox", "store"),
	"backend/rest":     knows("api", "crm", "filter", "words").and("github.com/danielgtaylor/huma/v2"),
	"backend/cli": knows("", "api", "backup", "bench", "config", "crm", "desktop", "recovery", "secret", "words", "server", "public", "rest", "timing", "sms", "store", "importer",
		"sample").and("github.com/alecthomas/kong", "github.com/jotaen/kong-completion"),
	"backend": knows("crm", "timing", "sms", "phone", "mailaddr", "merge", "document", "document/pdf", "fold", "dialect", "filter", "secret",
		"owner", "oauth", "store", "backup", "outbox", "channel/smtp", "channel/sms", "engine", "mailbox", "importer", "scheduler",
		"webhook", "words", "sample", "api", "server", "public", "config"),

	"":                     {[]string{"", "api", "cli", "crm", "filter", "merge", "document", "sms", "config", "desktop", "screens", "tray"}, []string{"github.com/wailsapp/wails/v2"}},
	"frontend/src/locales": knows(),
	"scripts/appgen":       knows("api"),
	"scripts/apidoc":       knows("api"),
	"scripts/openapi":      knows("rest"),
	"scripts/notices":      knows(),
	"scripts/testsum":      knows(),
}

// testRooms are for tests: they may know everything below them, and nothing
// that is built into the program may know them.
var testRooms = []string{"backend/testkit", "backend/e2e", "e2e"}

// clockReaders may read the clock and sleep; everything else takes its now from
// the transaction or from a parameter.
var clockReaders = []string{
	"backend/backend.go", "backend/clock.go", "backend/clock_test_build.go", "backend/testkit/", "backend/e2e/", "e2e/",
	"backend/fault/made.go",               // delays of a test build
	"backend/scheduler/scheduler_test.go", // inside synctest, where the clock is the test's own
}

// chanceTakers may use crypto/rand: tokens and nonces. math/rand is for nobody.
var chanceTakers = []string{"backend/server/", "backend/secret/", "backend/testkit/", "e2e/"}
