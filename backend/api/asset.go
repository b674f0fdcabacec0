package api

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"path"
	"slices"
	"strings"

	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/store"
)

// AddAssetIn adds a picture or file for templates.
type AddAssetIn struct {
	Name    string `json:"name"`
	Content string `json:"content"` // base64, at most 10 MB of bytes
	Picture bool   `json:"picture"` // it will be shown in a letter: PNG, JPEG, GIF or WebP
}

// AssetIn names a picture or file of templates.
type AssetIn struct {
	ID crm.AssetID `json:"id" ts_type:"string"`
}

// AssetOut is a picture or file of templates with what is in it.
type AssetOut struct {
	Asset   crm.Asset `json:"asset"`
	Content string    `json:"content"` // base64
}

// refusedEndings are files that mail servers refuse, because they run when they
// are opened.
var refusedEndings = strings.Fields(`ade adp apk app appx appxbundle bat bin cab chm cmd com cpl diagcab dll dmg elf exe gadget hta
	img inf ins iso isp jar jnlp js jse lib lnk mde mjs msc msh msi msix msixbundle msp mst nsh pif ps1 reg rgs scr sct sh shb
	sys vb vbe vbs vhd vhdx vxd wsc wsf wsh xll`)

// AddAsset adds a picture or file that templates can show or take along
// (administrators). Errors: invalid where it is too large, no picture that mail
// programs show, or a program.
func (s *Session) AddAsset(in AddAssetIn) (out crm.Asset, err error) {
	if base64.StdEncoding.DecodedLen(len(in.Content)) > crm.MaxAsset+3 {
		return out, crm.Fail(crm.CodeInvalid, "error.file.too_big", "max", crm.MaxAsset/1_000_000)
	}
	content, err := base64.StdEncoding.DecodeString(in.Content)
	if err != nil {
		return out, crm.Fail(crm.CodeInvalid, "error.file.broken")
	}
	// Asked before megabytes are written for nothing.
	if err := s.change(func(*store.Tx) error { return nil }); err != nil {
		return out, err
	}
	a, err := assetOf(in, content)
	if err != nil {
		return out, err
	}
	kept, done, err := s.svc.deps.Store.KeepContent(bytes.NewReader(content))
	if err != nil {
		return out, err
	}
	defer done()
	a.Size, a.Hash = kept.Size, kept.Hash
	return out, s.change(func(tx *store.Tx) (err error) {
		out, err = tx.AddAsset(a)
		return err
	})
}

func assetOf(in AddAssetIn, content []byte) (crm.Asset, error) {
	a := crm.Asset{Name: fileName(in.Name), Mime: mimeOf(content[:min(len(content), 512)], in.Name)}
	switch {
	case len(content) > crm.MaxAsset:
		return a, crm.Fail(crm.CodeInvalid, "error.file.too_big", "max", crm.MaxAsset/1_000_000)
	case in.Picture && len(content) > 0 && !IsPicture(a.Mime):
		return a, crm.Fail(crm.CodeInvalid, "document.not_a_picture", "name", a.Name)
	case runs(a.Name, content):
		return a, crm.Fail(crm.CodeInvalid, "document.refused_file", "name", a.Name)
	}
	if IsPicture(a.Mime) {
		a.Width, a.Height = pictureSize(content)
	}
	if in.Picture && (a.Width == 0 || a.Height == 0 || a.Width*a.Height > maxPixels) {
		return a, crm.Fail(crm.CodeInvalid, "document.broken_picture", "name", a.Name)
	}
	return a, nil
}

// runs says whether a file is a program, by its ending or its first bytes.
func runs(name string, content []byte) bool {
	ending := strings.ToLower(strings.TrimPrefix(path.Ext(strings.TrimRight(name, ". ")), "."))
	return slices.Contains(refusedEndings, ending) || bytes.HasPrefix(content, []byte("MZ")) || bytes.HasPrefix(content, []byte("\x7fELF"))
}

// GetAsset reads a picture or file of templates.
func (s *Session) GetAsset(in AssetIn) (out AssetOut, err error) {
	err = s.read(func(v *store.View) (err error) {
		out.Asset, err = v.Asset(in.ID)
		return err
	})
	if err != nil {
		return out, err
	}
	content, err := s.svc.deps.Store.ReadContent(out.Asset.Hash)
	out.Content = base64.StdEncoding.EncodeToString(content)
	return out, err
}

// checkFiles says what is wrong with the pictures and attachments that a
// template names: whether they are there, and how large they are together.
func checkFiles(v *store.View, bad *crm.Problems, product crm.ProductID, kind crm.TemplateKind, c crm.Content) error {
	var total int64
	n, wrong := document.Parse(c.Doc)
	if c.Doc != "" && wrong == nil {
		for _, id := range document.Assets(n) {
			a, err := v.Asset(id)
			switch {
			case crm.CodeOf(err) == crm.CodeNotFound:
				bad.Add("doc", "document.picture_gone")
			case err != nil:
				return err
			case !IsPicture(a.Mime):
				bad.Add("doc", "document.not_a_picture", "name", a.Name)
			}
			total += a.Size
		}
	}
	if kind != crm.TemplateEmail {
		return nil
	}
	for i, at := range c.Attachments {
		size, wrong, err := checkAttachment(v, product, at)
		if err != nil {
			return err
		}
		if wrong.Key != "" {
			bad.AddPhrase(fmt.Sprintf("attachments[%d]", i), wrong)
		}
		total += size
	}
	if total > crm.MaxAttached {
		bad.Add("attachments", "document.attached_too_big", "max", crm.MaxAttached/1_000_000)
	}
	return nil
}

func checkAttachment(v *store.View, product crm.ProductID, at crm.Attachment) (size int64, wrong crm.Phrase, err error) {
	if at.Asset != 0 {
		a, err := v.Asset(at.Asset)
		if crm.CodeOf(err) == crm.CodeNotFound {
			return 0, crm.Say("document.attachment_gone"), nil
		}
		return a.Size, wrong, err
	}
	if at.Template == 0 {
		return 0, wrong, nil // CheckContent says so
	}
	t, err := v.Template(at.Template)
	switch {
	case crm.CodeOf(err) == crm.CodeNotFound:
		return 0, crm.Say("document.attachment_gone"), nil
	case err == nil && (t.Kind != crm.TemplatePDF || t.Product != product):
		return 0, crm.Say("document.attachment_no_pdf", "name", t.Name), nil
	}
	return 0, wrong, err
}

// filesNamed gives attachments the names of their files; one that is gone keeps
// what it was called.
func filesNamed(v *store.View, list crm.Attachments) (crm.Attachments, error) {
	out := slices.Clone(list)
	for i := range out {
		if out[i].Asset == 0 {
			continue
		}
		a, err := v.Asset(out[i].Asset)
		if crm.CodeOf(err) == crm.CodeNotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		out[i].Name = a.Name
	}
	return out, nil
}
