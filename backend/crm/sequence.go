package crm

// Sequence ties a filter to steps; on screen it is an "automation". It is
// read-only while active.
type Sequence struct {
	ID          SequenceID    `json:"id" db:"id" ts_type:"string"`
	Product     ProductID     `json:"product" db:"product" ts_type:"string"`
	Name        string        `json:"name" db:"name"`
	Description string        `json:"description" db:"description"`
	Folder      FolderID      `json:"folder" db:"folder" ts_type:"string"`
	Filter      FilterID      `json:"filter" db:"filter" ts_type:"string"`
	State       SequenceState `json:"state" db:"state" ts_type:"'inactive'|'activating'|'active'"`
	Reentry     Reentry       `json:"reentry" db:"reentry" ts_type:"'once'|'each'|'after_days'|'each_date'"`
	ReentryDays int           `json:"reentryDays" db:"reentry_days"`                  // for ReentryAfterDays, counted from the end of the last enrolment
	ReentryDate FieldID       `json:"reentryDate" db:"reentry_date" ts_type:"string"` // for ReentryEachDate: the date field whose new values start it again
	RunToEnd    bool          `json:"runToEnd" db:"run_to_end"`                       // leaving the filter doesn't stop it
	StopOnReply bool          `json:"stopOnReply" db:"stop_on_reply"`                 // a client's reply ends it for their card
	Fallback    UserID        `json:"fallback" db:"fallback" ts_type:"string"`        // gets tasks without a usable assignee; who activated it unless set
	Revision    int64         `json:"revision" db:"revision"`
	Modified    Instant       `json:"modified" db:"modified"`
	ModifiedBy  UserID        `json:"modifiedBy" db:"modified_by" ts_type:"string"`
	Activated   Instant       `json:"activated" db:"activated"`     // the last time
	Deactivated Instant       `json:"deactivated" db:"deactivated"` // the last time; not set while active
	Steps       []Step        `json:"steps"`
}

// SequenceState is where a sequence stands.
type SequenceState string

// The states of a sequence.
const (
	SequenceInactive   SequenceState = "inactive"   // a person deactivated it, or never activated it
	SequenceActivating SequenceState = "activating" // the engine is enrolling all cards in chunks; card changes are judged as if active
	SequenceActive     SequenceState = "active"     // the engine finished activating
)

// SequenceStates are all states.
var SequenceStates = []SequenceState{SequenceInactive, SequenceActivating, SequenceActive}

// SequenceMoves is the table of allowed moves.
var SequenceMoves = map[SequenceState][]SequenceState{
	SequenceInactive:   {SequenceActivating},
	SequenceActivating: {SequenceActive, SequenceInactive},
	SequenceActive:     {SequenceInactive},
}

// Runs says whether card changes are judged and steps executed.
func (s SequenceState) Runs() bool { return s != SequenceInactive }

// Reentry says when a card that left and came back starts again (RULES 4.3).
type Reentry string

// The re-entry policies.
const (
	ReentryOnce      Reentry = "once"
	ReentryEach      Reentry = "each"
	ReentryAfterDays Reentry = "after_days"
	ReentryEachDate  Reentry = "each_date" // at each new value of a date field, also without having left
)

// Folder holds sequences of a product.
type Folder struct {
	ID      FolderID  `json:"id" db:"id" ts_type:"string"`
	Product ProductID `json:"product" db:"product" ts_type:"string"`
	Name    string    `json:"name" db:"name"`       // empty for the built-in ones, which are named in the reader's language
	Builtin string    `json:"builtin" db:"builtin"` // "default", "extensions", or "" for one's own
}

// StepKind is what a step does.
type StepKind string

// The kinds of step.
const (
	StepEmailClient StepKind = "email_client"
	StepSMSClient   StepKind = "sms_client"
	StepEmailUser   StepKind = "email_user"
	StepTaskUser    StepKind = "task_user"
	StepPDF         StepKind = "pdf"         // makes a PDF and puts it among the card's files
	StepChangeCard  StepKind = "change_card" // sets status, owner, fields, tags
	StepWebhook     StepKind = "webhook"     // tells another program
)

// StepKinds are all kinds, in the order of the toolbox.
var StepKinds = []StepKind{StepEmailClient, StepSMSClient, StepEmailUser, StepTaskUser, StepPDF, StepChangeCard, StepWebhook}

// Template is the kind of template that the step needs, "" for none.
func (k StepKind) Template() TemplateKind {
	switch k {
	case StepSMSClient:
		return TemplateSMS
	case StepTaskUser:
		return TemplateTask
	case StepPDF:
		return TemplatePDF
	case StepChangeCard, StepWebhook:
		return ""
	default:
		return TemplateEmail
	}
}

// Channel is the way the step's result reaches its recipient.
func (k StepKind) Channel() Channel {
	switch k {
	case StepSMSClient:
		return ChannelSMS
	case StepTaskUser, StepPDF, StepChangeCard, StepWebhook:
		return ChannelTask
	default:
		return ChannelEmail
	}
}

// Client says whether the step writes to a client: consent, caps and quiet
// hours apply.
func (k StepKind) Client() bool { return k == StepEmailClient || k == StepSMSClient }

// Sends says whether the step puts messages into the outbox.
func (k StepKind) Sends() bool { return k.Channel() != ChannelTask }

// LatenessHours is the kind's lateness limit, 0 for none (RULES 3.12).
func (k StepKind) LatenessHours() int {
	switch k {
	case StepSMSClient:
		return 24
	case StepEmailClient, StepEmailUser:
		return 72
	default:
		return 0
	}
}

// Step is one thing that a sequence does. Its id is its identity: an edited
// step keeps it, a copied one gets a new one.
type Step struct {
	ID             StepID        `json:"id" db:"id" ts_type:"string"`
	Sequence       SequenceID    `json:"sequence" db:"sequence" ts_type:"string"`
	Position       int           `json:"position" db:"position"` // 1, 2, 3 …
	Kind           StepKind      `json:"kind" db:"kind" ts_type:"'email_client'|'sms_client'|'email_user'|'task_user'|'pdf'|'change_card'|'webhook'"`
	Timing         Timing        `json:"timing"`
	Anchor         Anchor        `json:"anchor" db:"anchor" ts_type:"'step'|'entry'|'date'"`
	DateField      FieldID       `json:"dateField" db:"date_field" ts_type:"string"` // of AnchorDate: a date or date+time field
	Before         bool          `json:"before" db:"before"`                         // of AnchorDate: the delay leads backwards from the date
	Template       TemplateID    `json:"template" db:"template" ts_type:"string"`
	TemplateB      TemplateID    `json:"templateB" db:"template_b" ts_type:"string"` // of an A/B test; none
	Recipient      RecipientKind `json:"recipient" db:"recipient" ts_type:"'main'|'all'|'field'"`
	RecipientField FieldID       `json:"recipientField" db:"recipient_field" ts_type:"string"` // of RecipientField: an email or phone field, by the kind of step
	Assignee       UserID        `json:"assignee" db:"assignee" ts_type:"string"`              // of a task or an email to a user; none: the card's owner
	Sender         UserID        `json:"sender" db:"sender" ts_type:"string"`                  // of an email; none: the workspace
	AttachPDF      bool          `json:"attachPdf" db:"attach_pdf"`                            // of an email: the PDF of the nearest earlier PDF step goes with it
	Purpose        Purpose       `json:"purpose" db:"purpose" ts_type:"'marketing'|'service'"`
	Lateness       int           `json:"lateness" db:"lateness"` // hours; 0: the kind's own limit
	Disabled       bool          `json:"disabled" db:"disabled"` // absent: no delay, no anchor
	OnlyIf         *Group        `json:"onlyIf"`                 // checked when due; nil: always
	Change         *CardChange   `json:"change"`                 // of StepChangeCard
	Call           *StepCall     `json:"call"`                   // of StepWebhook
}

// Purpose is why a client gets a message (RULES 5.6).
type Purpose string

// The purposes.
const (
	PurposeMarketing Purpose = "marketing"
	PurposeService   Purpose = "service" // reminder, invoice: also where only marketing consent is missing
)

// LatenessLimit is the step's limit in hours, 0 for none.
func (s *Step) LatenessLimit() int {
	if s.Lateness > 0 {
		return s.Lateness
	}
	return s.Kind.LatenessHours()
}

// Live are the steps that are not disabled, in order.
func (s *Sequence) Live() []Step {
	live := make([]Step, 0, len(s.Steps))
	for _, st := range s.Steps {
		if !st.Disabled {
			live = append(live, st)
		}
	}
	return live
}

// MaxSteps bounds a sequence.
const MaxSteps = 200
