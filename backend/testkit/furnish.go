package testkit

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Names of what every World has.
const (
	NewLead     = "New lead"
	Contacted   = "Contacted"
	OfferSent   = "Offer sent"
	Negotiation = "Negotiation"
	Won         = "Won"
	Lost        = "Lost"
)

var statuses = []crm.Status{
	{Name: NewLead, Group: crm.GroupOpen, Color: "blue"},
	{Name: Contacted, Group: crm.GroupOpen, Color: "cyan"},
	{Name: OfferSent, Group: crm.GroupOpen, Color: "indigo"},
	{Name: Negotiation, Group: crm.GroupOpen, Color: "violet"},
	{Name: Won, Group: crm.GroupWon, Color: "green"},
	{Name: Lost, Group: crm.GroupLost, Color: "gray"},
}

var fields = []crm.Field{
	{Name: "City", Slug: "city", Type: crm.FieldText},
	{Name: "Offer total", Slug: "offer_total", Type: crm.FieldNumber},
	{Name: "Valid until", Slug: "valid_until", Type: crm.FieldDate},
	{Name: "VIP", Slug: "vip", Type: crm.FieldYesNo},
	{Name: "Source", Slug: "source", Type: crm.FieldChoice, Choices: []crm.Choice{{Name: "Website"}, {Name: "Phone"}, {Name: "Fair"}}},
}

// furnish sets the workspace up.
func (w *World) furnish(tx *store.Tx, ws crm.Workspace) error {
	if err := tx.SaveWorkspace(ws); err != nil {
		return err
	}
	admin, err := tx.SaveUser(crm.User{
		Name: "Ana Pop", Email: "ana.pop@firma.example", Phone: "+40721000000", Role: crm.RoleAdmin, Language: ws.Language, Active: true,
	})
	if err != nil {
		return err
	}
	product, err := tx.SaveProduct(crm.Product{Name: "Customers", SMSOn: true, Position: 1})
	if err != nil {
		return err
	}
	w.Admin, w.Product = admin.ID, product.ID
	for i, s := range statuses {
		s.Product, s.Position = product.ID, i+1
		if _, err := tx.SaveStatus(s); err != nil {
			return err
		}
	}
	for i, f := range fields {
		f.Product, f.Position = product.ID, i+1
		f.Choices = append([]crm.Choice{}, f.Choices...)
		if _, err := tx.SaveField(f); err != nil {
			return err
		}
	}
	return w.accounts(tx)
}

func (w *World) accounts(tx *store.Tx) error {
	mail, err := tx.SaveAccount(crm.Account{
		Channel: crm.ChannelEmail, Kind: crm.AccountSMTP, Name: "Office", Secret: "parola",
		SMTP: &crm.SMTPSettings{
			Host: "smtp.firma.example", Port: 587, TLS: crm.TLSStartTLS, User: "office", Auth: "auto",
			FromName: "Panificația Ștefan", FromEmail: "office@firma.example",
		},
	})
	if err != nil {
		return err
	}
	gateway, err := tx.SaveAccount(crm.Account{
		Channel: crm.ChannelSMS, Kind: crm.AccountGateway, Name: "SMS", Secret: "jeton",
		Gateway: &crm.GatewaySettings{
			URL: "https://sms.example/send", Method: "POST", ContentType: "json",
			Body: `{"to":"{{to}}","text":"{{text}}"}`, From: "Firma", KeyHeader: "Idempotency-Key",
		},
	})
	w.EmailAcc, w.SMSAcc = mail.ID, gateway.ID
	return err
}
