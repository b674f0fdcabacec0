package sample

var hungarian = words{
	product:  "Ügyfelek",
	statuses: [statusCount]string{"Új érdeklődő", "Megkeresve", "Ajánlat elküldve", "Tárgyalás", "Megnyert", "Elveszett"},
}
