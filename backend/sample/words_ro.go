package sample

var romanian = words{
	product:  "Clienți",
	statuses: [statusCount]string{"Cerere nouă", "Contactat", "Ofertă trimisă", "Negociere", "Câștigat", "Pierdut"},
}
