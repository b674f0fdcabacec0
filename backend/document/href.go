package document

// Href is where a link leads, its merge fields filled in: only http, https,
// mailto and tel, and "firma.ro/oferta" is a page too. It is false where the
// link leads nowhere and its text stays text.
func Href(link string) (href string, ok bool) { return hrefOf(link) }
