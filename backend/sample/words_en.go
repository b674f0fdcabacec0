package sample

var english = words{
	product:   "Customers",
	statuses:  [statusCount]string{"New lead", "Contacted", "Offer sent", "Negotiation", "Won", "Lost"},
	signature: "Sales adviser",
	fields:    [fieldCount]string{"Offer value (lei)", "Offer valid until", "Source", "Interested in", "VIP", "City"},
	sources:   []string{"Website", "Recommendation", "Facebook", "Phone", "Trade fair"},
	interests: [interestCount]string{"PVC windows", "Wooden windows", "Heat pump", "Front door", "Shutters"},
	cities:    romanianCities,
	toDo: [statusCount]string{
		"First call", "Measure on site and prepare the offer", "Ask what they think of the offer",
		"Meet and agree on the terms", "Plan the day of fitting", "Ask why they chose somebody else",
	},
	filters: [filterCount]string{
		"Offer sent", "Offer expires within 7 days", "New leads untouched for 2 days", "New customers",
		"Lost for at least 30 days", "Important offers under way",
	},
	templates: [templateCount]text{
		mailThanks: {"Thank you for your interest", `Your offer from {{workspace.name}}`,
			`Hello {{contact.first_name | default: "there"}},

thank you for asking us for an offer. You will find it attached to our last message; it holds until {{card.valid_until | default: "the date written in it"}}.

If something is not clear, or if you would like to see samples of the materials, simply answer this email. We will call you in the next few days as well.

Kind regards,
{{owner.name | default: "The sales team"}}
{{workspace.name}}`},
		mailExpires: {"Your offer is about to expire", `Your offer holds until {{card.valid_until | default: "the date written in it"}}`,
			`Hello {{contact.first_name | default: "there"}},

the price in our offer ({{card.offer_value | money: "lei" | default: "see the offer"}}) holds until {{card.valid_until | default: "the date written in it"}}. After that the suppliers' prices may change.

Shall we keep a day for the fitting? A short answer is enough.

Kind regards,
{{owner.name | default: "The sales team"}}
{{workspace.name}}`},
		mailWelcome: {"Welcome", `Welcome to {{workspace.name}}`,
			`Hello {{contact.first_name | default: "there"}},

thank you for choosing us. This is what happens next:

1. we call you to agree on the day of the fitting;
2. our team measures once more and orders the materials;
3. we fit everything, and leave the place clean.

Your contact is {{owner.name | default: "our sales team"}}. You can answer this email at any time.

Kind regards,
{{workspace.name}}`},
		mailHowIsIt: {"How is it going?", `How is it going, two weeks on?`,
			`Hello {{contact.first_name | default: "there"}},

two weeks have passed since you became our customer. Is everything as you expected? If anything creaks, drips or raises questions, answer this email and we will come and have a look.

Kind regards,
{{owner.name | default: "The sales team"}}
{{workspace.name}}`},
		mailBackA: {"Second chance A: what changed", `Has anything changed at your home?`,
			`Hello {{contact.first_name | default: "there"}},

a while ago you asked us about: {{card.interest | default: "windows and heating"}}. We did not get to work together then. Has anything changed since?

We would be glad to send you a new offer. There is no obligation.

Kind regards,
{{workspace.name}}`},
		mailBackB: {"Second chance B: price of this season", `A new offer at this season's price`,
			`Hello {{contact.first_name | default: "there"}},

this season we buy at better prices, and we would like to make you a new offer for: {{card.interest | default: "windows and heating"}}.

Answer "yes" to this email, and you will have it within two working days.

Kind regards,
{{workspace.name}}`},
		mailColleague: {"For the colleague: a new customer", `New customer: {{card.name}}`,
			`{{card.name}} has said yes.

Offer: {{card.offer_value | money: "lei" | default: "no value"}}
City: {{card.city | default: "not given"}}
Phone: {{contact.phone | default: "not given"}}

Please plan the fitting.`},
		smsReminder: {"Reminder of the offer", "",
			`Hello! Did you have time to look at our offer? It holds until {{card.valid_until | date: "d MMM" | default: "the date in it"}}. We are glad to answer. {{workspace.name}}`},
		smsWelcome: {"Thank you, new customer", "",
			`Thank you, {{contact.first_name | default: "and welcome"}}! We’ll call you to agree on the day of the fitting. {{workspace.name}}`},
		taskFirst: {"First call to a new lead", `First call: {{card.name}}`,
			`Interested in: {{card.interest | default: "not known"}}. Source: {{card.source | default: "not known"}}.`},
		taskCall: {"Follow-up call", `Follow-up call: {{card.name}}`,
			`The offer was sent 3 days ago ({{card.offer_value | money: "lei" | default: "no value"}}). Ask whether they had time to look at it, and what keeps them from deciding.`},
		taskPlan: {"Plan the fitting", `Plan the fitting: {{card.name}}`,
			`Agree on the day with the customer and reserve the team. City: {{card.city | default: "not given"}}.`},
		taskBack: {"Call again", `Call again: {{card.name}}`,
			`They chose somebody else, or nobody. Ask whether the work was done, and what we could do better.`},
	},
	sequences: [sequenceCount]title{
		{"Offer follow-up", "Thanks for the interest at once, a call after 3 days, an SMS 5 days later. Whoever decides leaves by themselves."},
		{"Welcome, new customer", "From the yes to the fitting, and a question two weeks later."},
		{"Second chance", "For what was lost at least 30 days ago: one email in two variants, and a call two weeks later."},
	},
	folder: "Campaigns",
}
