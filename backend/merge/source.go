package merge

import (
	"strconv"
	"strings"
	"time"

	"stepwise/backend/crm"
)

// Source is everything that merge fields can show for one recipient. Contact
// is the recipient; Company the company it belongs to. Whatever is nil gives
// fields without a value.
type Source struct {
	Cat       *crm.Catalogue
	Workspace crm.Workspace
	Card      crm.Card
	Contact   *crm.Contact
	Company   *crm.Contact
	Owner     *crm.User
	Zone      *time.Location // of "today" and of moments; nil is UTC
	Now       crm.Instant
	Language  string                     // en, ro or hu; "" is the workspace's
	Holiday   func(d crm.Date) bool      // free days for add_workdays besides weekends; nil for none
	FileName  func(id crm.FileID) string // of a file field; nil for none
	Types     map[string]string          // Types(Cat), where that is known already
	Link      func(slug string) string   // where a link leads its recipient; nil for nowhere
}

// Values freezes what the texts show: exactly the fields that they name, as
// small strings (see the top of value.go). A field without a value is "", one
// that doesn't exist (any more) is absent.
func Values(srcs []string, s Source) crm.MergeValues {
	if s.Language == "" {
		s.Language = s.Workspace.Language
	}
	if s.Zone == nil {
		s.Zone = time.UTC
	}
	known := s.Types
	if known == nil {
		known = Types(s.Cat)
	}
	out := crm.MergeValues{langKey: languageOf(s.Language).code}
	var fields []*expr
	for _, src := range srcs {
		parts, _ := parse(src)
		for _, p := range parts {
			if p.field == nil || known[p.field.path] == "" {
				continue
			}
			fields = append(fields, p.field)
			if _, done := out[p.field.path]; !done {
				out[p.field.path] = s.value(p.field.path)
			}
		}
	}
	if s.Holiday != nil {
		if days := freezeHolidays(fields, out, s.Holiday); days != "" {
			out[holidaysKey] = days
		}
	}
	return out
}

func (s *Source) value(path string) string {
	group, name, _ := strings.Cut(path, ".")
	switch group {
	case "contact":
		return freezeText(s.contactValue(s.Contact, name))
	case "company":
		return freezeText(s.contactValue(s.company(), name))
	case "card":
		return s.cardValue(name)
	case "owner":
		return freezeText(userValue(s.Owner, name))
	case "workspace":
		return freezeText(workspaceValue(s.Workspace, name))
	case "link":
		if s.Link == nil {
			return ""
		}
		return freezeText(s.Link(name))
	default:
		return "=d" + string(crm.DateOf(s.Now.In(s.Zone)))
	}
}

// company is the company itself where a company is the recipient.
func (s *Source) company() *crm.Contact {
	if s.Company == nil && s.Contact != nil && s.Contact.Kind == crm.ContactCompany {
		return s.Contact
	}
	return s.Company
}

func (s *Source) contactValue(c *crm.Contact, name string) string {
	if c == nil {
		return ""
	}
	switch name {
	case "first_name":
		return c.FirstName
	case "last_name":
		return c.LastName
	case "email":
		a, _ := c.DefaultAddress(crm.ChannelEmail)
		return firstOf(a.Typed, a.Value)
	case "phone":
		a, _ := c.DefaultAddress(crm.ChannelSMS)
		return firstOf(a.Value, a.Typed)
	case "address":
		return c.Postal
	case "website":
		return c.Website
	case "tags":
		return s.tags(c.Tags)
	default:
		return firstOf(strings.TrimSpace(c.Name), strings.TrimSpace(c.FirstName+" "+c.LastName))
	}
}

func userValue(u *crm.User, name string) string {
	if u == nil {
		return ""
	}
	switch name {
	case "email":
		return u.Email
	case "phone":
		return u.Phone
	case "signature":
		return u.Signature
	default:
		return u.Name
	}
}

func (s *Source) cardValue(name string) string {
	if s.Cat != nil {
		for i := range s.Cat.Fields {
			if f := &s.Cat.Fields[i]; f.Slug == name {
				return s.customValue(f)
			}
		}
	}
	switch name {
	case "id":
		return number(int64(s.Card.ID))
	case "created":
		return freezeInstant(s.Card.Created, s.Zone)
	case "modified":
		return freezeInstant(s.Card.Modified, s.Zone)
	case "status_since":
		return freezeInstant(s.Card.StatusSince, s.Zone)
	case "days_in_status", "hours_in_status":
		return s.inStatus(name == "days_in_status")
	case "owner":
		return freezeText(userValue(s.Owner, "name"))
	case "tags":
		return freezeText(s.tags(s.Card.Tags))
	case "link":
		return freezeText(CardLink(s.Workspace.Link, s.Card))
	case "status":
		if s.Cat == nil {
			return ""
		}
		st, _ := s.Cat.Status(s.Card.Status)
		return freezeText(st.Name)
	default:
		return freezeText(s.Card.Name)
	}
}

func number(n int64) string { return "=n" + strconv.FormatInt(n, 10) }

// inStatus counts local calendar days, or hours that have passed, since the
// card's status began: as filters do.
func (s *Source) inStatus(days bool) string {
	since := s.Card.StatusSince
	if since.IsZero() || since > s.Now {
		return number(0)
	}
	if !days {
		return number(int64(s.Now-since) / int64(time.Hour/time.Millisecond))
	}
	from, to := since.In(s.Zone), s.Now.In(s.Zone)
	day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	return number(int64(day(to).Sub(day(from)) / (24 * time.Hour)))
}

func (s *Source) tags(set crm.TagSet) string {
	names := []string{}
	if s.Cat == nil {
		return ""
	}
	for _, tag := range s.Cat.Tags {
		if set.Has(tag.ID) {
			names = append(names, tag.Name)
		}
	}
	return strings.Join(names, ", ")
}

// CardLink is where a browser finds a card, "" where the program has no address
// that browsers know.
func CardLink(base string, card crm.Card) string {
	if base == "" || card.ID == 0 {
		return ""
	}
	return strings.TrimRight(base, "/") + "/#/p/" + card.Product.String() + "/cards/" + card.ID.String()
}

func (s *Source) customValue(f *crm.Field) string {
	switch x := s.Card.Fields[f.ID].(type) {
	case string:
		return freezeText(x)
	case float64:
		return "=n" + strconv.FormatFloat(x, 'f', -1, 64)
	case crm.Money:
		return "=m" + strconv.FormatFloat(x.Units(), 'f', -1, 64) + " " + f.Currency
	case crm.FileID:
		if s.FileName == nil {
			return ""
		}
		return freezeText(s.FileName(x))
	case crm.Instant:
		return freezeMoment(x, s.Zone)
	case crm.ChoiceSet:
		names := []string{}
		for _, id := range x.IDs() {
			c, _ := f.Choice(id)
			names = append(names, c.Name)
		}
		return freezeText(strings.Join(names, ", "))
	case crm.Date:
		if x == "" {
			return ""
		}
		return "=d" + string(x)
	case bool:
		l := languageOf(s.Language)
		if x {
			return l.yes
		}
		return l.no
	case crm.ChoiceID:
		c, _ := f.Choice(x)
		return freezeText(c.Name)
	}
	return ""
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
