package api

import (
	"slices"

	"stepwise/backend/crm"
)

// unsubscribing warns of offers by email whose clients can't say no by one click:
// without a public address they have to write back.
func (f *finder) unsubscribing(ws crm.Workspace) {
	i := slices.IndexFunc(f.q.Steps, func(st crm.Step) bool {
		return !st.Disabled && st.Kind == crm.StepEmailClient && st.Purpose == crm.PurposeMarketing
	})
	if ws.Public != "" || i < 0 {
		return
	}
	f.add(ActivationFinding{
		Level: findingWarning, Say: crm.Say("activation.mailto_only"), Remedy: crm.Say("activation.remedy.public"),
		Position: i + 1, Door: FindingDoor{Kind: "public"},
	})
}
