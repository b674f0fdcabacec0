package sample

var hungarian = words{
	product:     "Ügyfelek",
	statuses:    [statusCount]string{"Új érdeklődő", "Megkeresve", "Ajánlat elküldve", "Tárgyalás", "Megnyert", "Elveszett"},
	familyFirst: true,
	signature:   "Értékesítési tanácsadó",
	fields:      [fieldCount]string{"Ajánlat értéke (lej)", "Ajánlat érvényes eddig", "Forrás", "Mi érdekli", "VIP", "Város"},
	sources:     []string{"Weboldal", "Ajánlás", "Facebook", "Telefon", "Vásár"},
	interests:   [interestCount]string{"Műanyag ablak", "Fa ablak", "Hőszivattyú", "Bejárati ajtó", "Redőny"},
	cities:      hungarianCities,
	toDo: [statusCount]string{
		"Első telefonhívás", "Helyszíni felmérés és az ajánlat elkészítése", "Megkérdezni, mit gondolnak az ajánlatról",
		"Találkozó a feltételek megbeszélésére", "A beszerelés napjának egyeztetése", "Megkérdezni, miért választottak mást",
	},
	filters: [filterCount]string{
		"Ajánlat elküldve", "Az ajánlat 7 napon belül lejár", "2 napja érintetlen új érdeklődők", "Új ügyfelek",
		"Legalább 30 napja elveszett", "Fontos ajánlatok folyamatban",
	},
	templates: [templateCount]text{
		mailThanks: {"Köszönjük az érdeklődést", `Az Ön ajánlata: {{workspace.name}}`,
			`Tisztelt {{contact.name | default: "Ügyfelünk"}}!

Köszönjük, hogy ajánlatot kért tőlünk. Az előző levelünk mellékletében találja, és eddig érvényes: {{card.valid_until | default: "a benne szereplő napig"}}.

Ha valami nem világos, vagy szeretne mintát látni az anyagokból, válaszoljon erre a levélre. A következő napokban telefonon is keresni fogjuk.

Üdvözlettel:
{{owner.name | default: "Az értékesítési csapat"}}
{{workspace.name}}`},
		mailExpires: {"Hamarosan lejár az ajánlat", `Ajánlatunk érvényessége: {{card.valid_until | default: "lásd az ajánlatban"}}`,
			`Tisztelt {{contact.name | default: "Ügyfelünk"}}!

Az ajánlatunkban szereplő ár ({{card.offer_value | money: "lej" | default: "lásd az ajánlatban"}}) eddig érvényes: {{card.valid_until | default: "a benne szereplő napig"}}. Utána a beszállítók árai változhatnak.

Lefoglaljunk egy napot a beszereléshez? Elég egy rövid válasz.

Üdvözlettel:
{{owner.name | default: "Az értékesítési csapat"}}
{{workspace.name}}`},
		mailWelcome: {"Üdvözlő levél", `Üdvözli Önt: {{workspace.name}}`,
			`Tisztelt {{contact.name | default: "Ügyfelünk"}}!

Köszönjük, hogy minket választott. Így folytatjuk:

1. felhívjuk Önt, és egyeztetjük a beszerelés napját;
2. csapatunk még egyszer felmér, és megrendeli az anyagokat;
3. mindent beszerelünk, és tisztán hagyjuk a helyszínt.

Az Ön kapcsolattartója: {{owner.name | default: "értékesítési csapatunk"}}. Erre a levélre bármikor válaszolhat.

Üdvözlettel:
{{workspace.name}}`},
		mailHowIsIt: {"Hogy megy?", `Két hét után: minden rendben?`,
			`Tisztelt {{contact.name | default: "Ügyfelünk"}}!

Két hete az ügyfelünk. Minden olyan, amilyennek várta? Ha valami nyikorog, csöpög vagy kérdést vet fel, válaszoljon erre a levélre, és megnézzük.

Üdvözlettel:
{{owner.name | default: "Az értékesítési csapat"}}
{{workspace.name}}`},
		mailBackA: {"Második esély A: mi változott", `Változott valami azóta?`,
			`Tisztelt {{contact.name | default: "Ügyfelünk"}}!

Egy ideje ezután érdeklődött nálunk: {{card.interest | default: "ablak és fűtés"}}. Akkor végül nem dolgoztunk együtt. Változott valami azóta?

Szívesen küldünk új ajánlatot, kötelezettség nélkül.

Üdvözlettel:
{{workspace.name}}`},
		mailBackB: {"Második esély B: szezonális ár", `Új ajánlat az idei szezon árán`,
			`Tisztelt {{contact.name | default: "Ügyfelünk"}}!

Ebben a szezonban jobb áron vásárolunk, és új ajánlatot szeretnénk adni Önnek erre: {{card.interest | default: "ablak és fűtés"}}.

Válaszoljon „igen”-nel erre a levélre, és két munkanapon belül megkapja.

Üdvözlettel:
{{workspace.name}}`},
		mailColleague: {"Munkatársnak: új ügyfél", `Új ügyfél: {{card.name}}`,
			`{{card.name}} igent mondott.

Ajánlat: {{card.offer_value | money: "lej" | default: "nincs érték"}}
Város: {{card.city | default: "nincs megadva"}}
Telefon: {{contact.phone | default: "nincs megadva"}}

Kérjük, egyeztesse a beszerelést.`},
		smsReminder: {"Emlékeztető az ajánlatról", "",
			`Jó napot! Volt ideje megnézni az ajánlatunkat? Érvényes eddig: {{card.valid_until | date: "MM.dd." | default: "lásd benne"}} Szívesen válaszolunk. {{workspace.name}}`},
		smsWelcome: {"Köszönet az új ügyfélnek", "",
			`Köszönjük, {{contact.name | default: "és üdvözöljük"}}! Hívjuk Önt a beszerelés napja miatt. {{workspace.name}}`},
		taskFirst: {"Új érdeklődő első hívása", `Első hívás: {{card.name}}`,
			`Mi érdekli: {{card.interest | default: "nem tudjuk"}}. Forrás: {{card.source | default: "nem tudjuk"}}.`},
		taskCall: {"Utánkövető hívás", `Utánkövető hívás: {{card.name}}`,
			`Az ajánlatot 3 napja küldtük el ({{card.offer_value | money: "lej" | default: "nincs érték"}}). Kérdezze meg, volt-e idejük megnézni, és mi tartja vissza őket a döntéstől.`},
		taskPlan: {"Beszerelés egyeztetése", `Beszerelés egyeztetése: {{card.name}}`,
			`Egyeztesse a napot az ügyféllel, és foglalja le a csapatot. Város: {{card.city | default: "nincs megadva"}}.`},
		taskBack: {"Újbóli hívás", `Újbóli hívás: {{card.name}}`,
			`Mást választottak, vagy senkit. Kérdezze meg, elkészült-e a munka, és miben lehetnénk jobbak.`},
	},
	sequences: [sequenceCount]title{
		{"Ajánlat utánkövetése", "Azonnal köszönet, 3 nap múlva hívás, újabb 5 nap múlva SMS. Aki dönt, magától kikerül."},
		{"Üdvözöljük, új ügyfél", "Az igentől a beszerelésig, két hét múlva pedig egy kérdés."},
		{"Második esély", "Ami legalább 30 napja elveszett: egy e-mail két változatban, két hét múlva pedig hívás."},
	},
	folder: "Kampányok",
}
