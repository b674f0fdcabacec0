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
	Language  string                // en, ro or hu; "" is the workspace's
	Holiday   func(d crm.Date) bool // free days for add_workdays besides weekends; nil for none
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
	known := typesByPath(s.Cat)
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
		return freezeText(contactValue(s.Contact, name))
	case "company":
		return freezeText(contactValue(s.company(), name))
	case "card":
		return s.cardValue(name)
	case "owner":
		return freezeText(userValue(s.Owner, name))
	case "workspace":
		return freezeText(s.Workspace.Name)
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

func contactValue(c *crm.Contact, name string) string {
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
	switch name {
	case "name":
		return freezeText(s.Card.Name)
	case "created":
		return freezeInstant(s.Card.Created, s.Zone)
	case "status_since":
		return freezeInstant(s.Card.StatusSince, s.Zone)
	case "status":
		if s.Cat == nil {
			return ""
		}
		st, _ := s.Cat.Status(s.Card.Status)
		return freezeText(st.Name)
	}
	for i := range s.Cat.Fields {
		if f := &s.Cat.Fields[i]; f.Slug == name {
			return s.customValue(f)
		}
	}
	return ""
}

func (s *Source) customValue(f *crm.Field) string {
	switch x := s.Card.Fields[f.ID].(type) {
	case string:
		return freezeText(x)
	case float64:
		return "=n" + strconv.FormatFloat(x, 'f', -1, 64)
	case crm.Money:
		return "=m" + strconv.FormatFloat(x.Units(), 'f', -1, 64) + " " + f.Currency
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
