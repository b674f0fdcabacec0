package api_test

import (
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/testkit"
)

// Who only sends SMS needs no mail server to end test mode.
func TestTestModeEndsWithAGatewayAlone(t *testing.T) {
	t.Parallel()
	d := open(t, testkit.TestMode)
	ask(d.api.DeleteAccount(api.AccountIn{ID: d.EmailAcc})).ok(t)
	ask(d.api.SetTestMode(api.TestModeIn{})).ok(t)
	equal(t, "test mode", ask(d.api.GetStatus()).ok(t).TestMode, false)
	ask(d.api.SetTestMode(api.TestModeIn{On: true})).ok(t)
	ask(d.api.DeleteAccount(api.AccountIn{ID: d.SMSAcc})).ok(t)
	ask(d.api.SetTestMode(api.TestModeIn{})).refused(t, "conflict error.no_email_account")
}

func TestAFeatureThatActiveAutomationsUseStaysOn(t *testing.T) {
	t.Parallel()
	d := open(t)
	q := d.Sequence(d.Filter(d.When("status", "is", testkit.OfferSent)), testkit.EmailStep("0d", d.Template(crm.TemplateEmail, "Hello", "Hello")))
	d.Activate(q, "new")
	ws := ask(d.api.GetWorkspace()).ok(t).Workspace
	in := api.SaveWorkspaceIn{Name: ws.Name, Country: ws.Country, Zone: ws.Zone, Language: ws.Language, MaxParts: ws.MaxParts}
	ask(d.api.SaveWorkspace(in)).invalid(t, "campaigns settings.feature_used")
	in.Campaigns = true
	equal(t, "the other one", ask(d.api.SaveWorkspace(in)).ok(t).Workspace.Internal, false)
	ask(d.api.Deactivate(api.SequenceIn{ID: q})).ok(t)
	in.Campaigns = false
	equal(t, "once it is deactivated", ask(d.api.SaveWorkspace(in)).ok(t).Workspace.Campaigns, false)
}
