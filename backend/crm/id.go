package crm

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"
)

// An ID is the INTEGER primary key of a noun. Outside the program it is text:
// the noun's prefix and the number in base 32, "card_1f3k"; zero, "none", is
// the empty text there and NULL in the database.
type ID[N noun] int64

type noun interface{ prefix() string }

type (
	productNoun   struct{}
	statusNoun    struct{}
	fieldNoun     struct{}
	choiceNoun    struct{}
	userNoun      struct{}
	contactNoun   struct{}
	addressNoun   struct{}
	cardNoun      struct{}
	taskNoun      struct{}
	filterNoun    struct{}
	templateNoun  struct{}
	versionNoun   struct{}
	folderNoun    struct{}
	sequenceNoun  struct{}
	stepNoun      struct{}
	enrolmentNoun struct{}
	stepRunNoun   struct{}
	messageNoun   struct{}
	accountNoun   struct{}
	activityNoun  struct{}
	workerNoun    struct{}
	importNoun    struct{}
	fileNoun      struct{}
	noteNoun      struct{}
	tagNoun       struct{}
	batchNoun     struct{}
	viewNoun      struct{}
	seriesNoun    struct{}
	assetNoun     struct{}
	missedNoun    struct{}
	seqTestNoun   struct{}
	signInNoun    struct{}
	changeNoun    struct{}
	suppressNoun  struct{}
	mailboxNoun   struct{}
	formNoun      struct{}
	submitNoun    struct{}
	tokenNoun     struct{}
	webhookNoun   struct{}
	toldNoun      struct{}
	linkNoun      struct{}
)

func (productNoun) prefix() string   { return "prod" }
func (statusNoun) prefix() string    { return "stat" }
func (fieldNoun) prefix() string     { return "fld" }
func (choiceNoun) prefix() string    { return "opt" }
func (userNoun) prefix() string      { return "user" }
func (contactNoun) prefix() string   { return "cont" }
func (addressNoun) prefix() string   { return "addr" }
func (cardNoun) prefix() string      { return "card" }
func (taskNoun) prefix() string      { return "task" }
func (filterNoun) prefix() string    { return "filt" }
func (templateNoun) prefix() string  { return "tmpl" }
func (versionNoun) prefix() string   { return "tver" }
func (folderNoun) prefix() string    { return "fold" }
func (sequenceNoun) prefix() string  { return "seq" }
func (stepNoun) prefix() string      { return "step" }
func (enrolmentNoun) prefix() string { return "enr" }
func (stepRunNoun) prefix() string   { return "run" }
func (messageNoun) prefix() string   { return "msg" }
func (accountNoun) prefix() string   { return "acct" }
func (activityNoun) prefix() string  { return "act" }
func (workerNoun) prefix() string    { return "wrk" }
func (importNoun) prefix() string    { return "imp" }
func (fileNoun) prefix() string      { return "file" }
func (noteNoun) prefix() string      { return "note" }
func (tagNoun) prefix() string       { return "tag" }
func (batchNoun) prefix() string     { return "batch" }
func (viewNoun) prefix() string      { return "view" }
func (seriesNoun) prefix() string    { return "ser" }
func (assetNoun) prefix() string     { return "asset" }
func (missedNoun) prefix() string    { return "miss" }
func (seqTestNoun) prefix() string   { return "test" }
func (signInNoun) prefix() string    { return "sign" }
func (changeNoun) prefix() string    { return "chg" }
func (suppressNoun) prefix() string  { return "supp" }
func (mailboxNoun) prefix() string   { return "mbox" }
func (formNoun) prefix() string      { return "form" }
func (submitNoun) prefix() string    { return "subm" }
func (tokenNoun) prefix() string     { return "tok" }
func (webhookNoun) prefix() string   { return "hook" }
func (toldNoun) prefix() string      { return "told" }
func (linkNoun) prefix() string      { return "link" }

// The typed ids, so that a card's id can't be passed where a user's is meant.
type (
	ProductID         = ID[productNoun]
	StatusID          = ID[statusNoun]
	FieldID           = ID[fieldNoun]
	ChoiceID          = ID[choiceNoun]
	UserID            = ID[userNoun]
	ContactID         = ID[contactNoun]
	AddressID         = ID[addressNoun]
	CardID            = ID[cardNoun]
	TaskID            = ID[taskNoun]
	FilterID          = ID[filterNoun]
	TemplateID        = ID[templateNoun]
	TemplateVersionID = ID[versionNoun]
	FolderID          = ID[folderNoun]
	SequenceID        = ID[sequenceNoun]
	StepID            = ID[stepNoun]
	EnrolmentID       = ID[enrolmentNoun]
	StepRunID         = ID[stepRunNoun]
	MessageID         = ID[messageNoun]
	AccountID         = ID[accountNoun]
	ActivityID        = ID[activityNoun]
	WorkerID          = ID[workerNoun]
	ImportID          = ID[importNoun]
	FileID            = ID[fileNoun]
	NoteID            = ID[noteNoun]
	TagID             = ID[tagNoun]
	BatchID           = ID[batchNoun]
	ViewID            = ID[viewNoun]
	SeriesID          = ID[seriesNoun]
	AssetID           = ID[assetNoun]
	MissedID          = ID[missedNoun]
	SequenceTestID    = ID[seqTestNoun]
	SignInID          = ID[signInNoun]
	ChangeID          = ID[changeNoun]
	SuppressionID     = ID[suppressNoun]
	MailboxID         = ID[mailboxNoun]
	FormID            = ID[formNoun]
	SubmissionID      = ID[submitNoun]
	TokenID           = ID[tokenNoun]
	WebhookID         = ID[webhookNoun]
	WebhookCallID     = ID[toldNoun]
	LinkID            = ID[linkNoun]
)

// String is the outside form, "card_1f3k", or "" for none.
func (id ID[N]) String() string {
	if id == 0 {
		return ""
	}
	var n N
	return n.prefix() + "_" + strconv.FormatInt(int64(id), 32)
}

// MarshalText writes the outside form.
func (id ID[N]) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads the outside form; another noun's id, or anything that
// MarshalText would not write, is an error.
func (id *ID[N]) UnmarshalText(text []byte) error {
	v, err := ParseID[N](string(text))
	if err == nil {
		*id = v
	}
	return err
}

// ParseID reads the outside form of an id of noun N; "" is none.
func ParseID[N noun](text string) (ID[N], error) {
	if text == "" {
		return 0, nil
	}
	var n N
	digits, ok := strings.CutPrefix(text, n.prefix()+"_")
	v, err := strconv.ParseInt(digits, 32, 64)
	if !ok || err != nil || v <= 0 || ID[N](v).String() != text {
		return 0, &Error{Code: CodeInvalid, Key: "error.bad_id", Args: Args{"id": text, "noun": n.prefix()}}
	}
	return ID[N](v), nil
}

// Value stores none as NULL.
func (id ID[N]) Value() (driver.Value, error) {
	if id == 0 {
		return nil, nil
	}
	return int64(id), nil
}

// Scan reads NULL as none.
func (id *ID[N]) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*id = 0
	case int64:
		*id = ID[N](v)
	default:
		return fmt.Errorf("scan id from %T", src)
	}
	return nil
}
