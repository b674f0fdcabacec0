package api_test

import (
	"testing"

	"stepwise/backend/api"
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
