package api

import (
	"bytes"
	"errors"
	"slices"

	"stepwise/backend/crm"
	"stepwise/backend/fold"
	"stepwise/backend/pack"
	"stepwise/backend/store"
)

// packWish is a pack that is to be taken into a product, or only looked at.
type packWish struct {
	pack     *pack.Pack
	product  crm.ProductID
	mine     []string
	language string // of a recipe
	look     bool
	anybody  bool // may look
}

// errOnlyLooked takes back what was done to see what would be.
var errOnlyLooked = errors.New("only looked")

// takeIn takes a pack into its product. Looking is doing the same and taking it
// back: what is shown is what will happen.
func (s *Session) takeIn(w packWish) (out PackView, err error) {
	write := s.change
	if w.look && w.anybody { // a recipe, which has no files
		write = s.write
	}
	if err := write(func(*store.Tx) error { return nil }); err != nil { // before megabytes are written for nothing
		return out, err
	}
	assets := map[string]crm.Asset{}
	for _, f := range w.pack.Files {
		a, err := assetOf(AddAssetIn{Name: f.Name}, f.Content)
		if err != nil {
			return out, err
		}
		kept, done, err := s.svc.deps.Store.KeepContent(bytes.NewReader(f.Content))
		if err != nil {
			return out, err
		}
		defer done()
		a.Size, a.Hash = kept.Size, kept.Hash
		assets[f.Name] = a
	}
	err = write(func(tx *store.Tx) error {
		t := newTaker(s, tx, w, assets)
		if err := t.all(); err != nil {
			return err
		}
		out = t.out
		out.Problems = w.pack.Problems(t.bad)
		switch {
		case w.look:
			return errOnlyLooked
		case len(out.Problems) > 0:
			return crm.Problems(out.Problems).Err()
		}
		return nil
	})
	if errors.Is(err, errOnlyLooked) {
		err = nil
		for i := range out.Sequences {
			out.Sequences[i].ID = 0
		}
	}
	return out, err
}

// taker takes the parts of a pack into a product, those first that others name.
type taker struct {
	s      *Session
	tx     *store.Tx
	wish   packWish
	p      *pack.Pack
	ws     crm.Workspace
	names  pack.Resolver
	slugs  map[string]string // of the pack's variables, where the product has others
	assets map[string]crm.Asset
	made   map[string]crm.TemplateID // templates, by kind and name in the pack
	there  []crm.Template
	out    PackView
	bad    crm.Problems

	formless bool // a form of the pack could not be made
}

func newTaker(s *Session, tx *store.Tx, w packWish, assets map[string]crm.Asset) *taker {
	t := &taker{s: s, tx: tx, wish: w, p: w.pack, slugs: map[string]string{}, assets: map[string]crm.Asset{}, made: map[string]crm.TemplateID{}}
	for name, a := range assets {
		t.assets[name] = a
	}
	t.names.Renamed = map[string]string{}
	return t
}

func (t *taker) all() (err error) {
	if t.ws, err = t.tx.Workspace(); err != nil {
		return err
	}
	if err := t.refresh(); err != nil {
		return err
	}
	if len(t.p.Sequences) == 0 {
		t.bad.Add("", "packs.nothing")
	}
	for _, part := range []func() error{t.statuses, t.fields, t.tags, t.links, t.forms, t.files, t.templates, t.filters, t.sequences} {
		if err := part(); err != nil {
			return err
		}
		if err := t.refresh(); err != nil {
			return err
		}
	}
	return nil
}

// refresh reads the product as it has become.
func (t *taker) refresh() (err error) {
	t.names.Cat, err = t.tx.Catalogue(t.wish.product)
	t.names.Refresh()
	return err
}

// take notes a part; for one that differs it says whether the product's own is
// to be used, and else finds it a name.
func (t *taker) take(p PackPart, free func(name string) bool) PackPart {
	p.Key = p.Noun + "/" + p.Name
	if p.Noun == "template" {
		p.Key = p.Noun + "/" + p.Kind + "/" + p.Name
	}
	if p.As == "" {
		p.As = p.Name
	}
	if p.State == "differs" {
		p.Mine = p.May && slices.Contains(t.wish.mine, p.Key)
		if !p.Mine {
			p.As = copyName(p.Name, func(name string) bool { return !free(name) })
		}
	}
	if p.As != p.Name {
		t.rename(p)
	}
	t.out.Parts = append(t.out.Parts, p)
	return p
}

func (t *taker) rename(p PackPart) {
	key := p.Key
	if p.Noun == "template" {
		key = "template/" + p.Kind + "/" + p.Name
	}
	t.names.Renamed[key] = p.As
}

func sameNamed(a, b string) bool { return fold.Fold(a) == fold.Fold(b) }

func (t *taker) statuses() error {
	list := slices.Clone(t.names.Cat.Statuses)
	for i, st := range t.p.Statuses {
		path := index("statuses", i)
		there := slices.IndexFunc(list, func(o crm.Status) bool { return sameNamed(o.Name, st.Name) })
		part := PackPart{Noun: "status", Name: st.Name, State: "new"}
		if there >= 0 {
			part.State, part.As = "there", list[there].Name
			if list[there].Group != st.Group {
				part.State, part.May = "differs", true
				part.Why = []crm.Phrase{crm.Say("packs.differs.group", "mine", crm.Say("settings.group."+string(list[there].Group)), "other", crm.Say("settings.group."+string(st.Group)))}
			}
		}
		part = t.take(part, func(name string) bool {
			return !slices.ContainsFunc(list, func(o crm.Status) bool { return sameNamed(o.Name, name) })
		})
		if part.State == "there" || part.Mine {
			continue
		}
		one := crm.Status{Product: t.wish.product, Name: part.As, Group: st.Group, Color: st.Color}
		checkStatus(&t.bad, path+".", &one)
		list = append(list, one)
	}
	if len(t.bad) > 0 {
		return t.bad.Err()
	}
	for i, st := range inGroups(list) {
		if st.ID != 0 && st.Position == i+1 {
			continue
		}
		st.Position = i + 1
		if _, err := t.tx.SaveStatus(st); err != nil {
			return err
		}
	}
	return nil
}

func (t *taker) tags() error {
	for i, name := range t.p.Tags {
		known, err := t.tx.TagByName(name)
		if err != nil {
			return err
		}
		if known.ID != 0 {
			t.take(PackPart{Noun: "tag", Name: name, As: known.Name, State: "there"}, nil)
			continue
		}
		if !goodTag(name) {
			t.bad.Add(index("tags", i), "error.tag.name", "limit", crm.MaxTag)
			continue
		}
		t.take(PackPart{Noun: "tag", Name: name, State: "new"}, nil)
		if _, err := t.tx.SaveTag(crm.Tag{Name: fold.Clean(name), Color: "gray"}); err != nil {
			return err
		}
	}
	return nil
}

func (t *taker) files() error {
	for name, a := range t.assets {
		added, err := t.tx.AddAsset(a)
		if err != nil {
			return err
		}
		t.assets[name] = added
	}
	return nil
}
