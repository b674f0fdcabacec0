package sample

// words are the texts of the demonstration business in one language. Lists are
// in the same order in every language.
type words struct {
	product     string
	statuses    [statusCount]string
	familyFirst bool // Hungarian names put the family first: "Kiss Réka"
	signature   string
	fields      [fieldCount]string
	sources     []string
	interests   [interestCount]string
	cities      []string
	toDo        [statusCount]string // what a colleague still has to do, or did, on a card in each status
	filters     [filterCount]string
	templates   [templateCount]text
	sequences   [sequenceCount]title
	folder      string
}

// text is what a template says.
type text struct {
	name    string
	subject string // of an email; the title of a task
	body    string
}

// title is what a sequence is called, and what it is for.
type title struct {
	name, description string
}

// inLanguage are the words of a language, the English ones where there are
// none.
func inLanguage(lang string) *words {
	switch lang {
	case "ro":
		return &romanian
	case "hu":
		return &hungarian
	default:
		return &english
	}
}
