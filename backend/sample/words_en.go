package sample

var english = words{
	product:  "Customers",
	statuses: [statusCount]string{"New lead", "Contacted", "Offer sent", "Negotiation", "Won", "Lost"},
}
