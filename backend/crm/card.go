package crm

// Card is one record of a product: a client, an offer, an invoice.
type Card struct {
	ID          CardID    `json:"id" db:"id" ts_type:"string"`
	Product     ProductID `json:"product" db:"product" ts_type:"string"`
	Name        string    `json:"name" db:"name"`
	Status      StatusID  `json:"status" db:"status" ts_type:"string"`
	StatusSince Instant   `json:"statusSince" db:"status_since"`
	StatusFrom  StatusID  `json:"statusFrom" db:"status_from" ts_type:"string"` // the status before; none if created or imported in this one
	Owner       UserID    `json:"owner" db:"owner" ts_type:"string"`
	Contact     ContactID `json:"contact" db:"contact" ts_type:"string"` // the main contact
	Fields      Values    `json:"fields" db:"fields" ts_type:"Record<string, string | number | boolean | string[]>"`
	Tags        TagSet    `json:"tags" db:"tags" ts_type:"string[]"`
	Created     Instant   `json:"created" db:"created"`
	CreatedBy   Origin    `json:"createdBy" db:"created_by" ts_type:"'user'|'import'|'form'|'mail'|'webhook'|'sample'"`
	Modified    Instant   `json:"modified" db:"modified"`
	Revision    int64     `json:"revision" db:"revision"` // grows with every change; a save names the one it saw
	Deleted     Instant   `json:"deleted" db:"deleted"`
}

// Origin says what made a card.
type Origin string

// The origins.
const (
	OriginUser    Origin = "user"
	OriginImport  Origin = "import"
	OriginForm    Origin = "form"
	OriginMail    Origin = "mail"    // a mailbox whose mails become cards
	OriginWebhook Origin = "webhook" // another program, by an address of ours
	OriginSample  Origin = "sample"
)
