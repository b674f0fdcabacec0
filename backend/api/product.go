package api

import "stepwise/backend/crm"

// ProductView is a product with its statuses and fields.
type ProductView struct {
	Product  crm.Product  `json:"product"`
	Statuses []crm.Status `json:"statuses"`
	Fields   []crm.Field  `json:"fields"`
	Cards    int          `json:"cards"`
}

// ProductIn names a product.
type ProductIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
}

// SaveStatusesIn is the whole list of a product's statuses in order; one
// without an id is new, one that is missing is deleted (refused while in use).
type SaveStatusesIn struct {
	Product  crm.ProductID `json:"product" ts_type:"string"`
	Statuses []crm.Status  `json:"statuses"`
}

// SaveFieldsIn is the whole list of a product's custom fields in order; one
// without an id is new, one that is missing is deleted (refused while in use).
type SaveFieldsIn struct {
	Product crm.ProductID `json:"product" ts_type:"string"`
	Fields  []crm.Field   `json:"fields"`
}

// SaveProduct renames a product and switches its SMS service; without an id it
// makes one.
func (s *Session) SaveProduct(in crm.Product) (ProductView, error) { return ProductView{}, notYet }

// SaveStatuses replaces the list of statuses.
func (s *Session) SaveStatuses(in SaveStatusesIn) (ProductView, error) { return ProductView{}, notYet }

// SaveFields replaces the list of custom fields.
func (s *Session) SaveFields(in SaveFieldsIn) (ProductView, error) { return ProductView{}, notYet }
