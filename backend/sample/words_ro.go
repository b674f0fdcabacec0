package sample

var romanian = words{
	product:   "Clienți",
	statuses:  [statusCount]string{"Cerere nouă", "Contactat", "Ofertă trimisă", "Negociere", "Câștigat", "Pierdut"},
	signature: "Consultant vânzări",
	fields:    [fieldCount]string{"Valoarea ofertei (lei)", "Ofertă valabilă până la", "Sursa", "Interesat de", "VIP", "Localitatea"},
	sources:   []string{"Site", "Recomandare", "Facebook", "Telefon", "Târg"},
	interests: [interestCount]string{"Ferestre PVC", "Ferestre din lemn", "Pompă de căldură", "Ușă de intrare", "Rulouri exterioare"},
	cities:    romanianCities,
	toDo: [statusCount]string{
		"Primul telefon", "Măsurători la fața locului și pregătirea ofertei", "De întrebat ce părere au despre ofertă",
		"Întâlnire pentru stabilirea condițiilor", "De programat ziua montajului", "De întrebat de ce au ales pe altcineva",
	},
	filters: [filterCount]string{
		"Ofertă trimisă", "Oferta expiră în 7 zile", "Cereri noi neatinse de 2 zile", "Clienți noi",
		"Pierduți de cel puțin 30 de zile", "Oferte importante în lucru",
	},
	templates: [templateCount]text{
		mailThanks: {"Mulțumim pentru interes", `Oferta dumneavoastră de la {{workspace.name}}`,
			`Bună ziua, {{contact.first_name | default: "stimate client"}},

vă mulțumim că ne-ați cerut o ofertă. O găsiți atașată la mesajul nostru anterior și este valabilă până la {{card.valid_until | default: "data scrisă în ea"}}.

Dacă ceva nu este clar sau doriți să vedeți mostre ale materialelor, răspundeți la acest e-mail. Vă vom și suna în zilele următoare.

Cu stimă,
{{owner.name | default: "Echipa de vânzări"}}
{{workspace.name}}`},
		mailExpires: {"Oferta expiră în curând", `Oferta este valabilă până la {{card.valid_until | default: "data scrisă în ea"}}`,
			`Bună ziua, {{contact.first_name | default: "stimate client"}},

prețul din oferta noastră ({{card.offer_value | money: "lei" | default: "vedeți oferta"}}) este valabil până la {{card.valid_until | default: "data scrisă în ea"}}. După această dată, prețurile furnizorilor se pot schimba.

Vă rezervăm o zi pentru montaj? Este de ajuns un răspuns scurt.

Cu stimă,
{{owner.name | default: "Echipa de vânzări"}}
{{workspace.name}}`},
		mailWelcome: {"Bun venit", `Bun venit la {{workspace.name}}`,
			`Bună ziua, {{contact.first_name | default: "stimate client"}},

vă mulțumim că ne-ați ales. Iată ce urmează:

1. vă sunăm ca să stabilim ziua montajului;
2. echipa noastră măsoară încă o dată și comandă materialele;
3. montăm totul și lăsăm curat în urma noastră.

Persoana dumneavoastră de contact: {{owner.name | default: "echipa noastră de vânzări"}}. Puteți răspunde oricând la acest e-mail.

Cu stimă,
{{workspace.name}}`},
		mailHowIsIt: {"Cum merge?", `Cum merge, după două săptămâni?`,
			`Bună ziua, {{contact.first_name | default: "stimate client"}},

au trecut două săptămâni de când sunteți clientul nostru. Este totul așa cum vă așteptați? Dacă ceva scârțâie, picură sau ridică întrebări, răspundeți la acest e-mail și venim să vedem.

Cu stimă,
{{owner.name | default: "Echipa de vânzări"}}
{{workspace.name}}`},
		mailBackA: {"A doua șansă A: ce s-a schimbat", `S-a schimbat ceva între timp?`,
			`Bună ziua, {{contact.first_name | default: "stimate client"}},

cu ceva timp în urmă ne-ați întrebat despre: {{card.interest | default: "ferestre și încălzire"}}. Atunci nu am ajuns să lucrăm împreună. S-a schimbat ceva de atunci?

V-am trimite cu plăcere o ofertă nouă, fără nicio obligație.

Cu stimă,
{{workspace.name}}`},
		mailBackB: {"A doua șansă B: prețul sezonului", `O ofertă nouă, la prețul acestui sezon`,
			`Bună ziua, {{contact.first_name | default: "stimate client"}},

în acest sezon cumpărăm la prețuri mai bune și am dori să vă facem o ofertă nouă pentru: {{card.interest | default: "ferestre și încălzire"}}.

Răspundeți „da” la acest e-mail și o primiți în două zile lucrătoare.

Cu stimă,
{{workspace.name}}`},
		mailColleague: {"Pentru coleg: client nou", `Client nou: {{card.name}}`,
			`{{card.name}} a spus da.

Oferta: {{card.offer_value | money: "lei" | default: "fără valoare"}}
Localitatea: {{card.city | default: "necompletată"}}
Telefon: {{contact.phone | default: "necompletat"}}

Vă rugăm să programați montajul.`},
		smsReminder: {"Reamintire despre ofertă", "",
			`Bună ziua! Ați apucat să vedeți oferta noastră? E valabilă până la {{card.valid_until | date: "dd.MM" | default: "data din ea"}}. Vă răspundem cu drag. {{workspace.name}}`},
		smsWelcome: {"Mulțumim, client nou", "",
			`Vă mulțumim, {{contact.first_name | default: "și bun venit"}}! Vă sunăm ca să stabilim ziua montajului. {{workspace.name}}`},
		taskFirst: {"Primul telefon la o cerere nouă", `Primul telefon: {{card.name}}`,
			`Interesat de: {{card.interest | default: "nu se știe"}}. Sursa: {{card.source | default: "nu se știe"}}.`},
		taskCall: {"Telefon de follow-up", `Telefon de follow-up: {{card.name}}`,
			`Oferta a fost trimisă acum 3 zile ({{card.offer_value | money: "lei" | default: "fără valoare"}}). Întrebați dacă au apucat să o vadă și ce îi oprește să se hotărască.`},
		taskPlan: {"Programarea montajului", `De programat montajul: {{card.name}}`,
			`Stabiliți ziua cu clientul și rezervați echipa. Localitatea: {{card.city | default: "necompletată"}}.`},
		taskBack: {"Telefon de revenire", `Telefon de revenire: {{card.name}}`,
			`Au ales pe altcineva sau pe nimeni. Întrebați dacă lucrarea s-a făcut și ce am putea face mai bine.`},
	},
	sequences: [sequenceCount]title{
		{"Follow-up după ofertă", "Mulțumiri imediat, telefon după 3 zile, SMS după încă 5. Cine se hotărăște iese singur din secvență."},
		{"Bun venit, client nou", "De la „da” până la montaj, plus o întrebare după două săptămâni."},
		{"A doua șansă", "Pentru ce s-a pierdut acum cel puțin 30 de zile: un e-mail în două variante și un telefon după două săptămâni."},
	},
	folder: "Campanii",
}
