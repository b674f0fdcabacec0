package merge

import "stepwise/backend/crm"

// builtIn are the merge fields of every product, in the order in which they
// are offered; those of the card stand before its custom fields.
var builtIn = []Field{
	{Path: "contact.first_name", Sample: "Ana"},
	{Path: "contact.last_name", Sample: "Pop"},
	{Path: "contact.name", Sample: "Ana Pop"},
	{Path: "contact.email", Sample: "ana.pop@example.com"},
	{Path: "contact.phone", Sample: "+40712345678"},
	{Path: "contact.address", Sample: "Str. Lungă 5\n500035 Brașov"},
	{Path: "contact.website", Sample: "https://example.com"},
	{Path: "contact.tags", Sample: "VIP"},
	{Path: "company.name", Sample: "Pop Mob SRL"},
	{Path: "company.email", Sample: "office@example.com"},
	{Path: "company.phone", Sample: "+40212345678"},
	{Path: "company.address", Sample: "Str. Lungă 5\n500035 Brașov"},
	{Path: "company.website", Sample: "https://example.com"},
	{Path: "company.tags", Sample: "VIP"},
	{Path: "card.name"},
	{Path: "card.id", Type: TypeNumber, Sample: "417"},
	{Path: "card.status"},
	{Path: "card.status_since", Type: TypeDateTime},
	{Path: "card.days_in_status", Type: TypeNumber, Sample: "3"},
	{Path: "card.hours_in_status", Type: TypeNumber, Sample: "76"},
	{Path: "card.created", Type: TypeDateTime},
	{Path: "card.modified", Type: TypeDateTime},
	{Path: "card.owner", Sample: "Ioana Radu"},
	{Path: "card.tags", Sample: "VIP"},
	{Path: "card.link", Sample: "https://stepwise.example.com/"},
	{Path: "owner.name", Sample: "Ioana Radu"},
	{Path: "owner.email", Sample: "ioana@example.com"},
	{Path: "owner.phone", Sample: "+40722345678"},
	{Path: "owner.signature"},
	{Path: "workspace.name"},
	{Path: "workspace.address"},
	{Path: "workspace.phone"},
	{Path: "workspace.email"},
	{Path: "workspace.website"},
	{Path: "workspace.review_link"},
	{Path: "today", Type: TypeDate},
}

// workspaceValue is what the business says of itself.
func workspaceValue(w crm.Workspace, name string) string {
	switch name {
	case "address":
		return w.Address
	case "phone":
		return w.Phone
	case "email":
		return w.Email
	case "website":
		return w.Website
	case "review_link":
		return w.ReviewLink
	default:
		return w.Name
	}
}
