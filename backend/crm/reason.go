package crm

// Reason is why something was skipped, held, cancelled, suppressed or failed.
// Each has words under "reason.<code>" in every language.
type Reason string

// The reasons.
const (
	ReasonNone Reason = ""

	// a step or message can't act
	ReasonNoContact        Reason = "no_contact"        // the card has no main contact
	ReasonNoAddress        Reason = "no_address"        // no email address
	ReasonNoPhone          Reason = "no_phone"          // no phone number
	ReasonNotMobile        Reason = "not_mobile"        // a landline, premium or unusable number
	ReasonUnsubscribed     Reason = "unsubscribed"      // said no
	ReasonUnconfirmed      Reason = "unconfirmed"       // has not confirmed yet
	ReasonBounced          Reason = "bounced"           // the address does not exist
	ReasonSuppressed       Reason = "suppressed"        // on the suppression list
	ReasonNoOwner          Reason = "no_owner"          // nobody to give the task to
	ReasonUserInactive     Reason = "user_inactive"     // the named user was deactivated
	ReasonNoSender         Reason = "no_sender"         // no usable sender
	ReasonMissingValue     Reason = "missing_value"     // a merge field without a value or fallback
	ReasonTemplateBroken   Reason = "template_broken"   // a merge field or the template itself is gone
	ReasonFilterBroken     Reason = "filter_broken"     // the filter names something that is gone
	ReasonUnsendable       Reason = "unsendable"        // a character that belongs in no message
	ReasonSMSTooLong       Reason = "sms_too_long"      // more parts than the setting
	ReasonEmptyText        Reason = "empty_text"        // nothing to send
	ReasonFileGone         Reason = "file_gone"         // a picture or attachment is not there any more
	ReasonFilesTooBig      Reason = "files_too_big"     // more than mail servers take
	ReasonNoPDF            Reason = "no_pdf"            // the PDF that goes with it can't be made
	ReasonOnlyIf           Reason = "only_if"           // the step's own conditions did not hold
	ReasonNoDate           Reason = "no_date"           // the date field that the step counts from is empty
	ReasonAlreadyPast      Reason = "already_past"      // its moment lies before the entry, or no moment before the date is left
	ReasonNothingToChange  Reason = "nothing_to_change" // the card is as the step wants it already
	ReasonChangeRefused    Reason = "change_refused"    // what the step sets is gone or not allowed
	ReasonPDFOff           Reason = "pdf_off"           // the feature PDF generation is off
	ReasonSMSOff           Reason = "sms_off"           // the product's SMS service is off
	ReasonWebhooksOff      Reason = "webhooks_off"      // the feature Webhooks is off
	ReasonWebhookOff       Reason = "webhook_off"       // the webhook that the step names is gone, or switched off
	ReasonStepGone         Reason = "step_gone"         // the step was removed or disabled
	ReasonInternal         Reason = "internal"          // our fault; the log has it
	ReasonRecipientRefused Reason = "recipient_refused" // the server knows no such recipient
	ReasonMessageRefused   Reason = "message_refused"   // the server refused the message for good

	// waiting
	ReasonQuietHours     Reason = "quiet_hours"
	ReasonNotNow         Reason = "not_now" // not an allowed day or before the hour
	ReasonRetry          Reason = "retry"
	ReasonAccountStopped Reason = "account_stopped"
	ReasonNoAccount      Reason = "no_account" // no email or SMS account is set up
	ReasonRate           Reason = "rate"       // its account has sent as many as it may in a minute or a day
	ReasonCap            Reason = "cap"        // its recipient has had as many as a day or a week may bring
	ReasonPaused         Reason = "paused"     // the sequence is deactivated
	ReasonRecall         Reason = "recall"     // within the time in which a person can take it back
	ReasonSurge          Reason = "surge"      // far more than usual: a person has to say go on

	// a person must decide
	ReasonTooLate     Reason = "too_late"
	ReasonRetriesUp   Reason = "retries_used_up"
	ReasonTestMode    Reason = "test_mode"
	ReasonRestored    Reason = "restored"    // it was planned before a backup was put back
	ReasonCopied      Reason = "copied"      // it was planned where this workspace was copied from, and may go there
	ReasonNoReply     Reason = "no_reply"    // the connection was lost after the message was handed over
	ReasonInterrupted Reason = "interrupted" // the program ended between handing over and recording
	ReasonBadReply    Reason = "bad_reply"   // the answer can't be understood

	// ended or cancelled
	ReasonLeftFilter          Reason = "left_filter"
	ReasonStopped             Reason = "stopped" // by a person
	ReasonReplied             Reason = "replied" // its client wrote back
	ReasonUndone              Reason = "undone"  // what started it was undone
	ReasonSkippedByHand       Reason = "skipped_by_hand"
	ReasonCardDeleted         Reason = "card_deleted"
	ReasonErased              Reason = "erased" // its person's data was erased
	ReasonSequenceDeleted     Reason = "sequence_deleted"
	ReasonEndedAtReactivation Reason = "ended_at_reactivation"
	ReasonRecalled            Reason = "recalled"      // a person took it back before it went
	ReasonStartedLater        Reason = "started_later" // a person started the card at a later step: this one is not for it
	ReasonIgnored             Reason = "ignored"       // a person let a missed entry be
	ReasonDiscarded           Reason = "discarded"     // a held message that a person threw away
	ReasonNotArrived          Reason = "not_arrived"   // an uncertain one that a person gave up
	ReasonArrived             Reason = "arrived"       // a person said that an uncertain one arrived
	ReasonSentAgain           Reason = "sent_again"    // a person sent an uncertain one again: see the new message
	ReasonAssumed             Reason = "assumed"       // 24 h old: the sequence went on as if it had arrived
	ReasonLookedUp            Reason = "looked_up"     // the gateway knew it
	ReasonAnswered            Reason = "answered"      // a reply or a report names it: an uncertain one arrived
)
