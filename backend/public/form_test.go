package public_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
	"stepwise/backend/engine"
	"stepwise/backend/store"
	"stepwise/backend/testkit"
)

func TestAFormBecomesACard(t *testing.T) {
	t.Parallel()
	s := newShop(t, func(f *crm.Form) { f.Status = 0; f.Owning, f.Owners = crm.OwningFixed, []crm.UserID{1} })
	answer := s.fill(anaTypes("contact.phone", "0721 234 567", "card.note", "Two lines\r\nof text", "card.valid_until", "2026-12-24", "card.vip", "yes", "card.source", "Fair"))
	if answer.StatusCode != http.StatusSeeOther || answer.Header.Get("Location") != "/f/contact/thanks?language=en" {
		t.Fatalf("%s %s", answer.Status, answer.text)
	}
	if thanks := s.get(answer.Header.Get("Location")); !strings.Contains(thanks.text, "<h1 id=\"title\">Thank you</h1>") {
		t.Error(thanks.text)
	}
	card := s.CardNow(1)
	vip, until, city, source := s.Field("VIP"), s.Field("Valid until"), s.Field("City"), s.Field("Source")
	choice, _ := source.Choice(card.Fields[source.ID].(crm.ChoiceID))
	if card.Name != "Ana Ionescu" || card.CreatedBy != crm.OriginForm || card.Owner != s.Admin || card.Fields[vip.ID] != true ||
		card.Fields[until.ID] != crm.Date("2026-12-24") || card.Fields[city.ID] != "Iași" || choice.Name != "Fair" {
		t.Errorf("%+v", card)
	}
	s.Read(func(v *store.View) error {
		c, err := v.Contact(card.Contact)
		if err != nil {
			return err
		}
		for _, a := range c.Addresses {
			if a.Consent != crm.ConsentActive || a.Source != "form" {
				t.Errorf("%+v", a)
			}
		}
		history, err := v.ConsentHistory(c.ID, 10)
		if err == nil && (len(history) != 2 || history[0].Note != "You may write to me\nhttps://firma.example/f/contact") {
			t.Errorf("what they agreed to and where: %+v", history)
		}
		return err
	})
	s.wants("history", s.HistoryKeys(1), []string{"activity.created", "activity.by_form"})
	s.wants("submissions", s.sent(), []string{"accepted"})
}

// The cases of the list of bad inputs, FO.
func TestWhatIsBadInAForm(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	for _, c := range []struct {
		say    string
		types  url.Values
		soon   bool // sent in less than two seconds
		status int
		shows  string
		sent   []string
		cards  []string
	}{
		{say: "FO03 the honeypot is filled", types: anaTypes("re_subject", "hello"), status: 303, sent: []string{"quarantined trap"}},
		{say: "FO03 in less than two seconds", types: anaTypes(), soon: true, status: 303, sent: []string{"quarantined fast"}},
		{say: "FO04 a name that is an address of the web", types: anaTypes("contact.name", "Win now www.evil.test"), status: 303, sent: []string{"quarantined links"}},
		{say: "FO04 also without www", types: anaTypes("contact.name", "evil.test/win Ana"), status: 303, sent: []string{"quarantined links"}},
		{say: "too many links", types: anaTypes("card.note", "http://a.test http://b.test https://c.test"), status: 303, sent: []string{"quarantined links"}},
		{say: "two links are fine", types: anaTypes("card.note", "http://a.test and http://b.test"), status: 303, sent: []string{"accepted"}, cards: []string{"Ana Ionescu"}},
		{say: "FO06 what the form doesn't ask", types: anaTypes("id", "1", "owner", "admin", "status", "won", "card.offer_total", "5", "card.tags", "x", "card.city", "Paris"),
			status: 303, sent: []string{"accepted"}, cards: []string{"Ana Ionescu"}},
		{say: "FO07 letters of all kinds", types: anaTypes("contact.name", "ﷺ﷽ \u202eAna 🥐"), status: 303, sent: []string{"accepted"}, cards: []string{"ﷺ﷽ Ana 🥐"}},
		{say: "FO07 composed", types: anaTypes("contact.name", "S\u0326tefan"), status: 303, sent: []string{"accepted"}, cards: []string{"Ștefan"}},
		{say: "FO07 NUL", types: anaTypes("contact.name", "Ana\x00"), status: 422, shows: "be read as text"},
		{say: "FO07 overlong UTF-8", types: anaTypes("contact.name", "Ana \xc0\xaf"), status: 422, shows: "be read as text"},
		{say: "FO07 half a surrogate", types: anaTypes("contact.name", "Ana \xed\xa0\x80"), status: 422, shows: "be read as text"},
		{say: "FO07 a control character in a name", types: anaTypes("contact.name", "Ana\x1bPop"), status: 422, shows: "contact-name-wrong"},
		{say: "FO07 a line break in a name", types: anaTypes("contact.name", "Ana\r\nBcc: x@y.test"), status: 422, shows: "contact-name-wrong"},
		{say: "FO10 nothing ticked", types: anaTypes("consent", ""), status: 303, sent: []string{"accepted"}, cards: []string{"Ana Ionescu"}},
		{say: "nothing typed", types: anaTypes("contact.name", " ", "contact.email", ""), status: 422, shows: "2 answers need a look"},
		{say: "no address", types: anaTypes("contact.email", "ana@"), status: 422, shows: `value="ana@"`},
		{say: "no phone", types: anaTypes("contact.phone", "12"), status: 422, shows: `aria-invalid="true"`},
		{say: "no choice of the list", types: anaTypes("card.source", "Elsewhere"), status: 422, shows: "card-source-wrong"},
		{say: "too long", types: anaTypes("card.note", strings.Repeat("ă", 5001)), status: 422, shows: "At most 5,000 characters"},
		{say: "a token of our making is missing: half as much may come", types: anaTypes("t", ""), status: 303, sent: []string{"accepted"}, cards: []string{"Ana Ionescu"}},
		{say: "a forged token", types: anaTypes("t", "AAAAAAAAAAAAAAAAAAAAAAAA"), status: 303, sent: []string{"quarantined forged"}},
	} {
		s.Advance("2h") // nothing before counts for the limits, or as the same
		kept, cards := len(s.sent()), len(s.cards())
		if c.types.Get("t") == "" && !strings.Contains(c.say, "missing") {
			c.types.Set("t", s.token())
			if !c.soon {
				s.Advance("10s")
			}
		}
		answer := s.send(c.types)
		if answer.StatusCode != c.status || !strings.Contains(answer.text, c.shows) {
			t.Errorf("%s: %s %s", c.say, answer.Status, answer.text)
		}
		s.wants(c.say+": kept", s.sent()[kept:], c.sent)
		s.wants(c.say+": cards", s.cards()[cards:], c.cards)
	}
	if len(s.Sent()) > 0 {
		t.Errorf("nobody asked for mails: %v", s.SentLines())
	}
}

// FO10: service messages go, marketing ones are skipped with this reason.
func TestWithoutTheTickThereIsNoMarketing(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	news, receipt := s.Template(crm.TemplateEmail, "News", "Hello"), s.Template(crm.TemplateEmail, "We have it", "Hello")
	q := s.Sequence(s.Filter(s.When("created", "by_form", s.form.ID.String())),
		testkit.EmailStep("0d", news, func(st *crm.Step) { st.Purpose = crm.PurposeMarketing }), testkit.EmailStep("0d", receipt))
	s.Activate(q, "new")
	s.fill(anaTypes("consent", ""))
	s.Advance("1h")
	s.wants("mails", s.SentLines(), []string{"2026-11-23 10:00:10 email ana@client.example: We have it"})
	for _, r := range s.Runs(s.Enrolment(q, 1).ID)[:1] {
		if r.Outcome != crm.OutcomeSkipped || r.Reason != crm.ReasonUnconfirmed {
			t.Errorf("%+v", r)
		}
	}
}

func TestWhatIsSentTwiceIsOneCard(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	v := anaTypes()
	for range 2 { // FO01 a double click
		if answer := s.fill(v); answer.StatusCode != http.StatusSeeOther {
			t.Fatal(answer.Status)
		}
	}
	s.Advance("24h")
	if answer := s.send(v); answer.StatusCode != http.StatusSeeOther { // FO01 the same page a day later
		t.Error(answer.Status, answer.text)
	}
	s.wants("cards", s.cards(), []string{"Ana Ionescu"})
	s.fill(anaTypes()) // another page, a day later
	s.wants("cards", s.cards(), []string{"Ana Ionescu", "Ana Ionescu"})
	s.Advance("5m")
	s.fill(anaTypes()) // another page, the same content within ten minutes
	s.wants("cards", s.cards(), []string{"Ana Ionescu", "Ana Ionescu"})
	s.Advance("6m")
	s.fill(anaTypes())
	s.wants("cards", s.cards(), []string{"Ana Ionescu", "Ana Ionescu", "Ana Ionescu"})
}

func TestOnlyFormsAreTaken(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	plain := anaTypes().Encode()
	parts := func(change func(*multipart.Writer)) (string, string) {
		var b bytes.Buffer
		w := multipart.NewWriter(&b)
		for name := range anaTypes() {
			_ = w.WriteField(name, anaTypes().Get(name))
		}
		change(w)
		_ = w.Close()
		return b.String(), w.FormDataContentType()
	}
	whole, kind := parts(func(*multipart.Writer) {})
	file, fileKind := parts(func(w *multipart.Writer) { _, _ = w.CreateFormFile("card.note", "a.txt") })
	for _, c := range []struct {
		say, kind, body string
		status          int
	}{
		{"FO09 text", "text/plain", plain, 415},
		{"FO09 utf-7", "application/x-www-form-urlencoded; charset=utf-7", plain, 415},
		{"FO09 two boundaries", kind + "; boundary=another", whole, 415},
		{"FO09 a boundary that is none of the body's", "multipart/form-data; boundary=another", whole, 415},
		{"no boundary", "multipart/form-data", whole, 415},
		{"nothing said", "", plain, 415},
		{"a file", fileKind, file, 415},
		{"JSON with a list inside a list", "application/json", `{"contact.name":[["x"]]}`, 415},
		{"JSON with a name twice", "application/json", `{"contact.name":"a","contact.name":"b"}`, 415},
		{"no JSON", "application/json", `{"contact.name":`, 400},
		{"a body that isn't ours", "application/x-www-form-urlencoded", "%zz", 400},
		{"a long body", "application/x-www-form-urlencoded", "card.note=" + strings.Repeat("a", 70_000), 413},
		{"compressed", "application/x-www-form-urlencoded", plain, 415},
	} {
		header := []string{"Content-Type", c.kind}
		if c.say == "compressed" {
			header = append(header, "Content-Encoding", "gzip")
		}
		if answer := s.do("POST", "/f/contact", c.body, header...); answer.StatusCode != c.status {
			t.Errorf("%s: %s", c.say, answer.Status)
		}
	}
	s.wants("cards", s.cards(), nil)
	if answer := s.do("POST", "/f/contact", whole, "Content-Type", kind); answer.StatusCode != http.StatusSeeOther {
		t.Errorf("multipart: %s", answer.Status)
	}
	s.Advance("11m")
	answer := s.do("POST", "/f/contact", `{"contact.name":"Lone \ud800","contact.email":"x@client.example"}`, "Content-Type", "application/json")
	if answer.StatusCode != http.StatusOK || !strings.HasPrefix(answer.text, `{"done":true,"thanks":"`) {
		t.Errorf("JSON: %s %s", answer.Status, answer.text)
	}
	answer = s.do("POST", "/f/contact", `{"contact.name":"","contact.email":"x"}`, "Content-Type", "application/json", "Accept-Language", "en")
	if answer.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(answer.text, `"contact.name":"Please fill this in."`) {
		t.Errorf("JSON: %s %s", answer.Status, answer.text)
	}
	s.wants("cards", s.cards(), []string{"Ana Ionescu", "Lone \ufffd"})
}

func TestOneAddressAndOneFormHaveTheirLimits(t *testing.T) {
	t.Parallel()
	s := newShop(t, func(f *crm.Form) { f.Guard.PerAddress, f.Guard.PerHour = 4, 3 })
	for i, want := range []int{303, 303, 303, 303, 429, 429} {
		answer := s.fill(anaTypes("card.note", strings.Repeat("x", i+1)))
		if answer.StatusCode != want {
			t.Fatalf("%d: %s", i, answer.Status)
		}
		if want == 429 && (answer.Header.Get("Retry-After") == "" || !strings.Contains(answer.text, strings.Repeat("x", i+1)+"</textarea>")) {
			t.Errorf("what was typed should still be there: %s", answer.text)
		}
	}
	s.wants("kept", s.sent(), []string{"accepted", "accepted", "accepted", "quarantined flood"})
	s.Advance("61m")
	s.fill(anaTypes("card.note", "again"))
	if n := len(s.cards()); n != 4 {
		t.Errorf("after an hour there should be one more: %d", n)
	}
	s.Advance("25h")
	s.OK(s.service.FormChores(t.Context()))
	s.Read(func(v *store.View) error {
		list, err := v.Submissions(store.SubmissionQuery{Limit: 10})
		for _, sub := range list {
			if sub.Sender != "" {
				t.Errorf("the mark of the address is kept longer than a day: %+v", sub)
			}
		}
		return err
	})
}

func TestAPageThatIsNotOursHasStricterLimits(t *testing.T) {
	t.Parallel()
	s := newShop(t, func(f *crm.Form) { f.Guard.PerAddress, f.Guard.PerHour = 9, 6 })
	for i, want := range []int{303, 303, 303, 429} {
		if answer := s.send(anaTypes("card.note", strings.Repeat("x", i+1)), "Referer", "https://site.example/contact?id=5"); answer.StatusCode != want {
			t.Errorf("%d: %s", i, answer.Status)
		}
	}
	s.wants("kept", s.sent(), []string{"accepted", "accepted", "quarantined flood"})
	list, err := s.api.ListSubmissions(api.ListSubmissionsIn{})
	s.OK(err)
	if sub := list.Rows[0].Submission; sub.Page != "https://site.example/contact" || !sub.Plain {
		t.Errorf("%+v", sub)
	}
}

func TestWhatIsKeptApartBecomesACardWhenSomebodySaysSo(t *testing.T) {
	t.Parallel()
	s := newShop(t, func(f *crm.Form) { f.Guard.Links = 0 })
	s.fill(anaTypes("card.note", "see https://a.test"))
	s.fill(anaTypes("contact.name", "Spam", "re_subject", "x"))
	list, err := s.api.ListSubmissions(api.ListSubmissionsIn{State: crm.SubmissionQuarantined})
	s.OK(err)
	if len(list.Rows) != 2 || list.Waiting != 2 || list.Rows[1].Title != "Ana Ionescu" || list.Rows[1].Why.Key != "form.spam.links" {
		t.Fatalf("%+v", list)
	}
	s.fill(anaTypes("contact.name", "www.evil.test", "contact.email", "else@client.example"))
	member := api.NewSession(t.Context(), s.User("Dan Moraru"), s.service)
	named, err := member.ListSubmissions(api.ListSubmissionsIn{State: crm.SubmissionQuarantined, Limit: 1})
	s.OK(err)
	taken, err := member.AcceptSubmissions(api.SubmissionRefs{IDs: []crm.SubmissionID{named.Rows[0].Submission.ID}})
	s.OK(err)
	if taken.Cards[0].Name != "else@client.example" { // FO04: no mail repeats it
		t.Errorf("%+v", taken)
	}
	out, err := member.AcceptSubmissions(api.SubmissionRefs{IDs: []crm.SubmissionID{list.Rows[1].Submission.ID}})
	s.OK(err)
	if len(out.Cards) != 1 || !out.Cards[0].Made || s.CardNow(out.Cards[0].ID).CreatedBy != crm.OriginForm {
		t.Errorf("%+v", out)
	}
	gone, err := member.DiscardSubmissions(api.SubmissionRefs{IDs: []crm.SubmissionID{list.Rows[0].Submission.ID, list.Rows[1].Submission.ID}})
	s.OK(err)
	if gone.Done != 1 || gone.Already != 1 {
		t.Errorf("%+v", gone)
	}
	s.wants("cards", s.cards(), []string{"else@client.example", "Ana Ionescu"})
	left, err := s.api.ListSubmissions(api.ListSubmissionsIn{State: crm.SubmissionDiscarded})
	s.OK(err)
	if len(left.Rows) != 1 || len(left.Rows[0].Submission.Content) != 0 || left.Rows[0].Submission.Email != "" {
		t.Errorf("what was thrown away should be gone: %+v", left.Rows)
	}
}

func TestAClosedFormTakesNothing(t *testing.T) {
	t.Parallel()
	s := newShop(t, func(f *crm.Form) { f.Active = false })
	for _, answer := range []answered{s.get("/f/contact", "Accept-Language", "en"), s.send(anaTypes()), s.get("/f/nothing", "Accept-Language", "en")} {
		if answer.StatusCode != http.StatusNotFound || !strings.Contains(answer.text, "This form is not open") {
			t.Errorf("%s %s", answer.Status, answer.text)
		}
	}
	s.wants("cards", s.cards(), nil)
}

func TestAFormStandsInAFrameOfAnotherPage(t *testing.T) {
	t.Parallel()
	s := newShop(t, func(f *crm.Form) { f.Thanks.Address = "https://site.example/thanks?a=1" })
	page, frame := s.get("/f/contact"), s.get("/f/contact/frame")
	if !strings.Contains(page.Header.Get("Content-Security-Policy"), "frame-ancestors 'none'") || page.Header.Get("X-Frame-Options") != "DENY" {
		t.Errorf("%v", page.Header)
	}
	if !strings.Contains(page.Header.Get("Content-Security-Policy"), "form-action 'self' https://site.example;") {
		t.Errorf("%v", page.Header)
	}
	if !strings.Contains(frame.Header.Get("Content-Security-Policy"), "frame-ancestors *") || frame.Header.Get("X-Frame-Options") != "" || strings.Contains(frame.text, "<footer>") {
		t.Errorf("%v %s", frame.Header, frame.text)
	}
	v := anaTypes("t", tokenField.FindStringSubmatch(frame.text)[1])
	s.Advance("10s")
	answer := s.do("POST", "/f/contact/frame?language=hu", v.Encode())
	if to := answer.Header.Get("Location"); to != "/f/contact/frame/thanks?language=hu" {
		t.Fatalf("%s %s", answer.Status, to)
	}
	if thanks := s.get(answer.Header.Get("Location")); !strings.Contains(thanks.text, `href="https://site.example/thanks?a=1" target="_top"`) || !strings.Contains(thanks.text, "Köszönjük") {
		t.Error(thanks.text)
	}
	s.Advance("20m")
	if answer := s.fill(anaTypes()); answer.Header.Get("Location") != "https://site.example/thanks?a=1" {
		t.Errorf("%s %v", answer.Status, answer.Header)
	}
}

func TestNumbersOfAFormKnowNobody(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	for _, agent := range []string{"Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "Mozilla/5.0 (iPhone) Safari/604.1", "Googlebot/2.1", "curl/8"} {
		s.get("/f/contact", "User-Agent", agent)
	}
	s.fill(anaTypes())
	s.fill(anaTypes("contact.name", "Bot", "re_subject", "x"))
	s.SetStatus(1, testkit.Won)
	out, err := s.api.FormStatistics(api.FormStatisticsIn{ID: s.form.ID, Days: 2})
	s.OK(err)
	if want := (crm.FormCounts{Seen: 2, Sent: 2, Quarantined: 1, Cards: 1, Won: 1}); out.Total != want || len(out.Days) != 2 || out.Days[1].Sent != 2 {
		t.Errorf("%+v", out)
	}
}

// "New lead from form X" starts a sequence, and the forecast knows it before.
func TestANewLeadStartsASequenceAsForetold(t *testing.T) {
	t.Parallel()
	s := newShop(t, func(f *crm.Form) { f.Duplicates = crm.DuplicatesUpdate })
	s.fill(anaTypes())
	hello := s.Template(crm.TemplateEmail, "Thank you", "Hello")
	q := s.Sequence(s.Filter(s.When("created", "by_form_in_last_days", s.form.ID.String(), "2")), testkit.EmailStep("0d", hello))
	asks, err := s.api.PreviewActivation(api.SequenceIn{ID: q})
	s.OK(err)
	if asks.Matches != 1 {
		t.Errorf("one card is a new lead: %+v", asks)
	}
	foretold, err := s.Engine.Forecast(t.Context(), engine.ForecastOptions{Sequence: q, Scope: engine.ScopeAll, User: s.Admin}, nil)
	s.OK(err)
	if all := foretold.Scopes[0]; all.Cards != 1 || all.Total.EmailClient != 1 {
		t.Errorf("the forecast knows which form made a card: %+v", all)
	}
	s.Activate(q, "new")
	s.fill(anaTypes("contact.name", "Ion Popescu", "contact.email", "ion@client.example"))
	s.fill(anaTypes("card.note", "Ana again: her card is changed, it is no new lead"))
	s.Advance("1h")
	s.wants("mails", s.SentLines(), []string{"2026-11-23 10:00:20 email ion@client.example: Thank you"})
	s.wants("cards", s.cards(), []string{"Ana Ionescu", "Ion Popescu"})
}
