package sample

// words are the texts of the demonstration business in one language.
type words struct {
	product  string
	statuses [statusCount]string
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
