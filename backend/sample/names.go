package sample

// The names that the demonstration's clients are made of. Any likeness is
// chance: they are the most common names of their languages, combined.
var (
	romanianFirst = []string{
		"Andrei", "Maria", "Ion", "Elena", "Alexandru", "Ioana", "Mihai", "Ana", "Ștefan", "Cristina", "George", "Mădălina",
		"Vasile", "Gabriela", "Răzvan", "Daniela", "Cătălin", "Roxana", "Bogdan", "Teodora", "Nicolae", "Adriana", "Florin",
		"Simona", "Dragoș", "Loredana", "Sorin", "Anca", "Ionuț", "Raluca", "Vlad", "Oana", "Călin", "Mirela", "Tudor", "Lavinia",
	}
	romanianLast = []string{
		"Popescu", "Pop", "Ionescu", "Rusu", "Munteanu", "Stan", "Dumitru", "Gheorghe", "Constantin", "Marin", "Moldovan", "Mureșan",
		"Câmpeanu", "Șerban", "Țăran", "Bălan", "Dănilă", "Ciobanu", "Lupu", "Preda", "Oltean", "Chiș", "Avram", "Neagu", "Cozma",
		"Văduva", "Bârsan", "Crăciun", "Hațegan", "Ștefănescu", "Petrișor", "Sârbu", "Toma", "Vlaicu", "Zamfir", "Bucur",
	}
	hungarianFirst = []string{
		"Réka", "Zoltán", "Ágnes", "Attila", "Tünde", "Levente", "Enikő", "Csaba", "Zsófia", "Botond", "Kinga", "Gergő", "Orsolya", "Győző",
	}
	hungarianLast = []string{
		"Nagy", "Kovács", "Szabó", "Tóth", "Kiss", "Balázs", "Sárközi", "Bíró", "Fülöp", "Győrfi", "Lőrincz", "Szőcs", "Pálffy", "Kőműves",
	}

	// %s is one of romanianPlaces.
	romanianFirms = []string{
		"Pensiunea %s SRL", "Brutăria %s SRL", "Farmacia %s SRL", "Agro %s SRL", "Construct %s SRL", "Mobila %s SRL", "Clinica %s SA",
		"Grădinița %s", "Hotel %s SRL", "Auto Service %s SRL", "Cofetăria %s SRL", "Școala Gimnazială %s", "Depozit %s SRL", "Asociația de Proprietari %s",
	}
	romanianPlaces = []string{
		"Someșul", "Belvedere", "Carpați", "Ardealul", "Bucovina", "Livada", "Țara Bârsei", "Maramureș", "Izvorul", "Păltiniș", "Făget",
		"Crișana", "Zorilor", "Dealul Verde", "Poiana", "Salvia", "Mărășești", "Trei Brazi",
	}
	hungarianFirms  = []string{"%s Pékség SRL", "%s Panzió SRL", "%s Bútor SRL", "%s Kertészet SRL", "%s Patika SRL", "%s Étterem SRL", "%s Lakásszövetség"}
	hungarianPlaces = []string{"Hargita", "Küküllő", "Nyárád", "Szent Anna", "Gyöngyvirág", "Kós", "Bükk", "Rétyi", "Gyimesi", "Homoród"}

	// The same cities, in both languages.
	romanianCities = []string{
		"Cluj-Napoca", "Brașov", "Sibiu", "Târgu Mureș", "Oradea", "Timișoara", "București", "Iași", "Miercurea Ciuc", "Sfântu Gheorghe",
		"Bistrița", "Satu Mare", "Constanța", "Ploiești",
	}
	hungarianCities = []string{
		"Kolozsvár", "Brassó", "Nagyszeben", "Marosvásárhely", "Nagyvárad", "Temesvár", "Bukarest", "Jászvásár", "Csíkszereda",
		"Sepsiszentgyörgy", "Beszterce", "Szatmárnémeti", "Konstanca", "Ploiești",
	}
)

// Names as long as such names get.
const (
	longFirst = "Maria-Alexandra Ecaterina"
	longLast  = "Constantinescu-Brătescu de la Câmpulung Moldovenesc"
	longFirm  = "Asociația de Proprietari Blocurile 12, 14 și 16, Scările A–F, Bulevardul 21 Decembrie 1989 nr. 104, Cartierul %s"
)
