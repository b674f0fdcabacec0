package importer

// TargetOf is what a header or label usually means, in the three languages:
// "Telefon:", "E-mail cím", "Phone number". Ignore where nobody knows.
func TargetOf(label string) Target { return headerTarget(label) }

// Words is the form in which headers and labels are compared: folded, letters and
// digits only, one space between words.
func Words(label string) string { return words(label) }
