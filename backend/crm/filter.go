package crm

// Filter is saved conditions over one product's cards. It is read-only while
// an active sequence uses it (RULES 2.7).
type Filter struct {
	ID       FilterID  `json:"id" db:"id" ts_type:"string"`
	Product  ProductID `json:"product" db:"product" ts_type:"string"`
	Name     string    `json:"name" db:"name"`
	Folder   string    `json:"folder" db:"folder"` // its name; "" for none
	Tree     Group     `json:"tree"`
	Revision int64     `json:"revision" db:"revision"`
	Modified Instant   `json:"modified" db:"modified"`
}

// Group is a node of a filter: conditions and groups of which all or any hold.
// The root is an "all" group; its conditions are the required ones, and one
// "any" group directly below it holds the optional ones (RULES 2.1).
type Group struct {
	Any        bool        `json:"any"` // false: all hold; true: at least one
	Conditions []Condition `json:"conditions"`
	Groups     []Group     `json:"groups" ts_type:"Group[]"`
}

// Condition asks one thing of a card. What the operators are and which values
// each takes is the filter package's catalogue.
type Condition struct {
	Subject string   `json:"subject"`                // "field", or what every product has: "status", "owner", "contact", "tasks", …
	Field   FieldID  `json:"field" ts_type:"string"` // for "field"
	Op      string   `json:"op"`                     // as FilterCatalogue lists them for the subject, "is"
	Values  []string `json:"values"`                 // ids, texts, dates, decimal numbers, "yes"/"no", counts; as the operator says
}

// MaxDepth and MaxConditions bound a filter's tree.
const (
	MaxDepth      = 5
	MaxConditions = 100
)
