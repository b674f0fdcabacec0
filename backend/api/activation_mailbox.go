package api

import (
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// unread warns where answers by email matter and no mailbox is read for them: of
// what is to end on a reply, and of offers whose clients can only write back to
// get no more.
func (f *finder) unread(v *store.View, ws crm.Workspace) error {
	boxes, err := v.Mailboxes()
	if err != nil || len(boxes) > 0 {
		return err
	}
	writes := func(marketing bool) bool {
		return slices.ContainsFunc(f.q.Steps, func(st crm.Step) bool {
			return st.Kind == crm.StepEmailClient && (!marketing || st.Purpose == crm.PurposeMarketing)
		})
	}
	one := ActivationFinding{Level: findingWarning, Remedy: crm.Say("activation.remedy.mailbox"), Door: FindingDoor{Kind: "incoming"}}
	switch {
	case f.q.StopOnReply && writes(false):
		one.Say = crm.Say("activation.no_mailbox_reply")
	case ws.Public == "" && writes(true):
		one.Say = crm.Say("activation.no_mailbox")
	default:
		return nil
	}
	f.add(one)
	return nil
}
