package api_test

import (
	"strings"
	"testing"

	"stepwise/backend/api"
	"stepwise/backend/crm"
)

func TestATagIsMadeOnceHoweverItIsSpelt(t *testing.T) {
	t.Parallel()
	d := open(t)
	vip := ask(d.api.SaveTag(api.SaveTagIn{Name: " Târg "})).ok(t)
	equal(t, "the same again", ask(d.api.SaveTag(api.SaveTagIn{Name: "TARG"})).ok(t), vip)
	other := ask(d.api.SaveTag(api.SaveTagIn{Name: "Expo", Color: "red"})).ok(t)
	same(t, "all", ask(d.api.ListTags()).ok(t), []crm.Tag{other, vip})

	ask(d.api.SaveTag(api.SaveTagIn{ID: other.ID, Name: "târg"})).refused(t, "conflict error.tag.taken")
	for _, name := range []string{"", "a,b", strings.Repeat("x", 61)} {
		ask(d.api.SaveTag(api.SaveTagIn{Name: name})).invalid(t, "name error.tag.name")
	}
	member := d.as(d.User("Barna Kiss"))
	ask(member.SaveTag(api.SaveTagIn{Name: "Nou"})).ok(t)
	ask(member.SaveTag(api.SaveTagIn{ID: vip.ID, Name: "Altul"})).refused(t, "forbidden error.admin_only")
}

func TestATagThatIsInUseStays(t *testing.T) {
	t.Parallel()
	d := open(t)
	vip := ask(d.api.SaveTag(api.SaveTagIn{Name: "VIP"})).ok(t)
	in := d.typed([]string{"ion@firma.ro"}, nil)
	tags := crm.Tags(vip.ID)
	in.Tags = &tags
	saved := ask(d.api.SaveCard(in)).ok(t)
	same(t, "tags", saved.Card.Card.Tags.IDs(), []crm.TagID{vip.ID})
	ask(d.api.DeleteTag(api.TagIn{ID: vip.ID})).refused(t, "conflict error.tag.used")

	again := edit(saved.Card)
	again.Name = "Alt nume"
	kept := ask(d.api.SaveCard(again)).ok(t)
	equal(t, "a save without tags leaves them", kept.Card.Card.Tags, tags)
	again = edit(kept.Card)
	none := crm.Tags()
	again.Tags = &none
	ask(d.api.SaveCard(again)).ok(t)
	ask(d.api.DeleteTag(api.TagIn{ID: vip.ID})).ok(t)

	bad := d.typed([]string{"ana@firma.ro"}, nil)
	bad.Tags = &tags
	ask(d.api.SaveCard(bad)).invalid(t, "tags error.not_found.tag")
}
