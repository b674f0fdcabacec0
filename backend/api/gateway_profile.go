package api

import "stepwise/backend/crm"

// GatewayProfile fills the form of an SMS provider in: what its HTTP API wants,
// and what is left for a person to type.
type GatewayProfile struct {
	ID          string              `json:"id"`
	Name        string              `json:"name"`
	Secret      string              `json:"secret" ts_type:"'key'|'pair'"` // what the secret is: an API key, or "user:password"
	Host        bool                `json:"host"`                          // the address has a part that everybody has their own of, YOUR-NAME
	Idempotency int                 `json:"idempotency"`                   // hours in which a key counts once; 0: none
	Lookup      bool                `json:"lookup"`                        // it can be asked for a message by its key
	Ambiguous   bool                `json:"ambiguous"`                     // an error of its server (5xx) leaves open whether it took the message
	Settings    crm.GatewaySettings `json:"settings"`
}

// ListGatewayProfiles are the providers whose HTTP API is known (administrators).
func (s *Session) ListGatewayProfiles() ([]GatewayProfile, error) {
	out := make([]GatewayProfile, 0, len(gatewayProfiles))
	for _, p := range gatewayProfiles {
		g := &p.Settings
		g.Method, g.ContentType, g.Currency = "POST", or(g.ContentType, "json"), or(g.Currency, "EUR")
		p.Idempotency, p.Lookup, p.Ambiguous = g.KeyHours, g.LookupURL != "", true
		out = append(out, p)
	}
	return out, nil
}

func or(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}

// gatewayProfiles are data: what differs between the providers. Where nothing is
// said it is POST and JSON.
var gatewayProfiles = []GatewayProfile{
	{ID: "clicksend", Name: "ClickSend", Secret: "pair", Settings: crm.GatewaySettings{
		URL:     "https://rest.clicksend.com/v3/sms/send",
		Headers: map[string]string{"Authorization": "Basic {{basic}}"},
		Body:    `{"messages":[{"source":"stepwise","from":"{{from}}","to":"{{to}}","body":"{{text}}","custom_string":"{{key}}"}]}`,
		IDPath:  "data.messages.0.message_id", OKPath: "data.messages.0.status", OKValue: "SUCCESS",
		FailPath: "data.messages.0.status", StopValues: "INSUFFICIENT_CREDIT, COUNTRY_NOT_ENABLED",
		BalanceURL: "https://rest.clicksend.com/v3/account", BalancePath: "data.balance",
		ReceiptID: "message_id", ReceiptStatus: "status_code", Delivered: "201", Failed: "301", Expired: "302",
		TextFrom: "from", TextBody: "body", TextID: "message_id",
	}},
	{ID: "infobip", Name: "Infobip", Secret: "key", Host: true, Settings: crm.GatewaySettings{
		URL:     "https://YOUR-NAME.api.infobip.com/sms/2/text/advanced",
		Headers: map[string]string{"Authorization": "App {{secret}}", "Accept": "application/json"},
		Body:    `{"messages":[{"from":"{{from}}","destinations":[{"to":"{{digits}}","messageId":"{{key}}"}],"text":"{{text}}"}]}`,
		IDPath:  "messages.0.messageId", OKPath: "messages.0.status.groupName", OKValue: "PENDING", FailPath: "messages.0.status.groupName",
		BalanceURL: "https://YOUR-NAME.api.infobip.com/account/1/balance", BalancePath: "balance",
		ReceiptID: "results.0.messageId", ReceiptStatus: "results.0.status.groupName", Delivered: "DELIVERED", Failed: "UNDELIVERABLE, REJECTED", Expired: "EXPIRED",
		TextFrom: "results.0.from", TextBody: "results.0.text", TextID: "results.0.messageId",
	}},
	{ID: "messagebird", Name: "MessageBird", Secret: "key", Settings: crm.GatewaySettings{
		URL:     "https://rest.messagebird.com/messages",
		Headers: map[string]string{"Authorization": "AccessKey {{secret}}"},
		Body:    `{"originator":"{{from}}","recipients":["{{digits}}"],"body":"{{text}}","reference":"{{key}}","datacoding":"auto"}`,
		IDPath:  "id", BalanceURL: "https://rest.messagebird.com/balance", BalancePath: "amount",
	}},
	{ID: "plivo", Name: "Plivo", Secret: "pair", Host: true, Settings: crm.GatewaySettings{
		URL:     "https://api.plivo.com/v1/Account/YOUR-NAME/Message/",
		Headers: map[string]string{"Authorization": "Basic {{basic}}"},
		Body:    `{"src":"{{from}}","dst":"{{digits}}","text":"{{text}}"}`,
		IDPath:  "message_uuid.0", Currency: "USD",
		ReceiptID: "MessageUUID", ReceiptStatus: "Status", Delivered: "delivered", Failed: "failed, undelivered, rejected",
		TextFrom: "From", TextBody: "Text", TextID: "MessageUUID",
	}},
	{ID: "seven", Name: "seven", Secret: "key", Settings: crm.GatewaySettings{
		URL:     "https://gateway.seven.io/api/sms",
		Headers: map[string]string{"X-Api-Key": "{{secret}}", "Accept": "application/json"},
		Body:    `{"to":"{{to}}","from":"{{from}}","text":"{{text}}","foreign_id":"{{key}}"}`,
		IDPath:  "messages.0.id", OKPath: "success", OKValue: "100", FailPath: "success", StopValues: "500, 900, 902, 903",
		BalanceURL: "https://gateway.seven.io/api/balance", BalancePath: "amount",
	}},
	{ID: "smsapi", Name: "SMSAPI", Secret: "key", Settings: crm.GatewaySettings{
		URL: "https://api.smsapi.com/sms.do", ContentType: "form",
		Headers: map[string]string{"Authorization": "Bearer {{secret}}"},
		Body:    "to={{digits}}&from={{from}}&message={{text}}&encoding=utf-8&format=json&idx={{key}}&check_idx=1",
		IDPath:  "list.0.id", FailPath: "error", StopValues: "14, 101, 102, 103, 105", TakenValues: "53", KeyHours: 24,
		ReceiptID: "MsgId", ReceiptStatus: "status_name", Delivered: "DELIVERED", Failed: "UNDELIVERED, REJECTED, FAILED", Expired: "EXPIRED",
		TextFrom: "sms_from", TextBody: "sms_text", TextID: "MsgId",
	}},
}
