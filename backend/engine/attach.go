package engine

import (
	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/store"
)

// Attached is what goes with an email as it is now, to be frozen with it.
type Attached struct {
	List crm.AttachedList
	PDFs []crm.Template // of the PDFs in the list
}

// Attach finds what an email's attachments are now. Without a reason they are
// all there.
func Attach(v *store.View, c crm.Content) (out Attached, why crm.Reason, err error) {
	for _, a := range c.Attachments {
		one := crm.Attached{Name: a.Name, Mime: "application/pdf"}
		if a.Template == 0 {
			var file crm.Asset
			if file, err = v.Asset(a.Asset); err == nil {
				one = crm.Attached{Name: file.Name, Mime: file.Mime, Size: file.Size, Hash: file.Hash}
			}
		} else {
			var t crm.Template
			if t, err = v.Template(a.Template); err == nil {
				one.Version = t.Version
				out.PDFs = append(out.PDFs, t)
			}
		}
		if crm.CodeOf(err) == crm.CodeNotFound {
			return out, crm.ReasonFileGone, nil
		}
		if err != nil {
			return out, crm.ReasonNone, err
		}
		out.List = append(out.List, one)
	}
	return out, crm.ReasonNone, nil
}

// Sources are the texts of the attached PDFs that merge fields may stand in.
func (a Attached) Sources() (out []string) {
	for _, t := range a.PDFs {
		out = append(out, document.Sources(t.Kind, t.Content)...)
	}
	return out
}
