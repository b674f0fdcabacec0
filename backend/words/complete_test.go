package words_test

import (
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stepwise/backend/words"
	"stepwise/frontend/src/locales"
)

// The plural forms of each language.
var forms = map[string][]string{
	"en": {"one", "other"},
	"ro": {"one", "few", "other"},
	"hu": {"one", "other"},
}

var (
	ending      = regexp.MustCompile(`_(zero|one|two|few|many|other)$`)
	placeholder = regexp.MustCompile(`\{\{\s*(\w+)\s*\}\}`)
)

// dictionary is whole key (without a plural ending) → form ("" for none) → text.
type dictionary map[string]map[string]string

func TestEveryKeyHasWordsInAllLanguages(t *testing.T) {
	t.Parallel()
	all := map[string]dictionary{}
	for _, lang := range words.Languages() {
		all[lang] = dictionaryOf(t, lang)
	}
	for _, lang := range words.Languages() {
		for key, texts := range all[lang] {
			checkForms(t, lang, key, texts)
			for _, other := range words.Languages() {
				if all[other][key] == nil {
					t.Errorf("%s has the key %s, %s has not", lang, key, other)
				}
			}
		}
	}
}

func TestTranslationsFillInTheSameThings(t *testing.T) {
	t.Parallel()
	english := dictionaryOf(t, "en")
	for _, lang := range []string{"ro", "hu"} {
		for key, texts := range dictionaryOf(t, lang) {
			want := placeholders(english[key])
			if got := placeholders(texts); !slices.Equal(got, want) {
				t.Errorf("%s %s fills in %v, English %v", lang, key, got, want)
			}
		}
	}
}

func TestWordsAreWrittenWithTheRightLetters(t *testing.T) {
	t.Parallel()
	// Romanian has a comma below, not a cedilla; Hungarian has ő and ű, not õ and û.
	wrong := map[string]string{"ro": "şţŞŢ", "hu": "õûÕÛ"}
	for lang, letters := range wrong {
		for key, texts := range dictionaryOf(t, lang) {
			for _, text := range texts {
				if strings.ContainsAny(text, letters) {
					t.Errorf("%s %s: wrong letters in %q", lang, key, text)
				}
			}
		}
	}
}

func dictionaryOf(t *testing.T, lang string) dictionary {
	t.Helper()
	entries, err := locales.Files.ReadDir(lang)
	if err != nil {
		t.Fatal(err)
	}
	all := dictionary{}
	for _, entry := range entries {
		text, err := locales.Files.ReadFile(path.Join(lang, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		var flat map[string]string
		if err := json.Unmarshal(text, &flat); err != nil {
			t.Fatalf("%s/%s: a flat object of texts is wanted: %v", lang, entry.Name(), err)
		}
		namespace := strings.TrimSuffix(entry.Name(), ".json")
		for key, text := range flat {
			form := strings.TrimPrefix(ending.FindString(key), "_")
			if _, plural := flat[strings.TrimSuffix(key, "_"+form)+"_other"]; !plural {
				form = "" // a plain key such as "choose_one"
			}
			whole := namespace + "." + strings.TrimSuffix(key, "_"+form)
			if form == "" {
				whole = namespace + "." + key
			}
			if all[whole] == nil {
				all[whole] = map[string]string{}
			}
			all[whole][form] = text
		}
	}
	return all
}

func checkForms(t *testing.T, lang, key string, texts map[string]string) {
	t.Helper()
	for form, text := range texts {
		if strings.TrimSpace(text) == "" && !strings.HasPrefix(key, "format.") {
			t.Errorf("%s %s: no text", lang, key)
		}
		if form != "" && !slices.Contains(forms[lang], form) {
			t.Errorf("%s %s: there is no form %q in this language", lang, key, form)
		}
	}
	if _, plain := texts[""]; plain {
		if len(texts) > 1 {
			t.Errorf("%s %s: both with and without plural forms", lang, key)
		}
		return
	}
	for _, form := range forms[lang] {
		if _, ok := texts[form]; !ok {
			t.Errorf("%s %s: the form %q is missing", lang, key, form)
		}
	}
}

// placeholders are all that any of the forms fills in; "one" may leave the
// count out.
func placeholders(texts map[string]string) []string {
	var names []string
	for _, text := range texts {
		for _, found := range placeholder.FindAllStringSubmatch(text, -1) {
			names = append(names, found[1])
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
