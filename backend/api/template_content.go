package api

import (
	"stepwise/backend/crm"
	"stepwise/backend/document"
	"stepwise/backend/merge"
	"stepwise/backend/store"
)

// converted turns pasted MiniCRM fields into ours.
func converted(c crm.Content, cat *crm.Catalogue) crm.Content {
	ours := func(text string) string {
		text, _ = merge.Convert(text, cat)
		return text
	}
	c.Subject, c.Body = ours(c.Subject), ours(c.Body)
	if c.Doc != "" {
		c.Doc = document.Rewrite(c.Doc, ours)
	}
	return c
}

// prepared makes a content ready to be saved or shown: in our syntax, without
// what its kind doesn't have, its attachments named as their files are.
func prepared(v *store.View, kind crm.TemplateKind, c crm.Content, cat *crm.Catalogue) (crm.Content, error) {
	switch kind {
	case crm.TemplateEmail:
		if c.Doc != "" {
			c.Body = ""
		}
	case crm.TemplatePDF:
		c.Body, c.Attachments = "", nil
	default:
		c.Doc, c.Attachments = "", nil
	}
	c = converted(c, cat)
	var err error
	c.Attachments, err = filesNamed(v, c.Attachments)
	return c, err
}

// checked says everything wrong with a content, also about what it names: at
// paths of the content.
func checked(v *store.View, product crm.ProductID, kind crm.TemplateKind, c crm.Content, cat *crm.Catalogue) (crm.Problems, error) {
	bad := document.CheckContent(kind, c, cat)
	if kind == crm.TemplateTask && namesLink(document.Sources(kind, c)) {
		bad.Add("body", "link.only_clients")
	}
	return bad, checkFiles(v, &bad, product, kind, c)
}
