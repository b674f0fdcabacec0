package importer

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"strings"

	"stepwise/backend/crm"
)

// Limits of a workbook: bytes of the file, of all its parts unpacked, how many
// times larger they may be than the file, and how many parts there may be.
const (
	MaxWorkbook = 20 << 20
	maxUnpacked = 200 << 20
	maxRatio    = 100
	maxParts    = 1000
	maxPart     = 16 << 20 // of a part that is read at once
)

// FormatXLSX is a workbook, FormatCSV delimited text.
const (
	FormatCSV  = "csv"
	FormatXLSX = "xlsx"
)

// workbook is an XLSX file that is open.
type workbook struct {
	parts  map[string]*zip.File
	sheets []sheetRef
	styles styles
	shared []string
	d1904  bool // days count from 1904 instead of 1900
}

// sheetRef is a sheet by its name and where its rows stand.
type sheetRef struct {
	name   string
	part   string
	hidden bool
}

// isZip says whether bytes begin like a workbook or another archive.
func isZip(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06"))
}

// readWorkbook reads one sheet: the named one, or the first that can be seen
// and has text.
func readWorkbook(data []byte, sheet string) (*Table, *crm.Error) {
	w, fail := openWorkbook(data)
	if fail != nil {
		return nil, fail
	}
	names := make([]string, 0, len(w.sheets))
	for _, s := range w.sheets {
		names = append(names, s.name)
	}
	chosen, fail := w.choose(sheet, names)
	if fail != nil {
		return nil, fail
	}
	var first *crm.Error
	for _, s := range chosen {
		t, fail := w.read(s)
		if fail == nil {
			t.Sheets = names
			return t, nil
		}
		if sheet != "" || fail.Key != "import.empty" && fail.Key != "import.no_rows" {
			return nil, fail
		}
		if first == nil && fail.Key != "import.empty" {
			first = fail
		}
	}
	if first != nil {
		return nil, first
	}
	return nil, invalid("import.xlsx.empty", "count", len(w.sheets))
}

// read reads one sheet.
func (w *workbook) read(s sheetRef) (*Table, *crm.Error) {
	rows, fail := w.open(s)
	if fail != nil {
		return nil, fail
	}
	t := newTable()
	t.Format, t.Sheet = FormatXLSX, s.name
	top, fail := t.fill(rows)
	if err := rows.close(); fail == nil {
		fail = err
	}
	if fail == nil {
		fail = t.shape(top)
	}
	if fail != nil {
		return nil, fail
	}
	t.doubt(top)
	return t, nil
}

// choose gives the sheets to try, those that can be seen first.
func (w *workbook) choose(sheet string, names []string) ([]sheetRef, *crm.Error) {
	var seen, hidden []sheetRef
	for _, s := range w.sheets {
		switch {
		case sheet != "" && s.name == sheet:
			return []sheetRef{s}, nil
		case s.hidden:
			hidden = append(hidden, s)
		default:
			seen = append(seen, s)
		}
	}
	if sheet != "" {
		return nil, invalid("import.xlsx.sheet", "value", clip(sheet), "sheets", strings.Join(names, ", "))
	}
	return append(seen, hidden...), nil
}

// openWorkbook checks the archive before anything is unpacked.
func openWorkbook(data []byte) (*workbook, *crm.Error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, invalid("import.xlsx.broken")
	}
	if len(z.File) > maxParts {
		return nil, invalid("import.xlsx.parts", "limit", maxParts)
	}
	w := &workbook{parts: map[string]*zip.File{}}
	total := uint64(0)
	for _, f := range z.File {
		w.parts[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))] = f
		// The archive's reader stops where a part has more than it declares.
		total += min(f.UncompressedSize64, maxUnpacked+1)
	}
	if fail := w.whatElse(); fail != nil {
		return nil, fail
	}
	if limit := min(maxUnpacked, maxRatio*max(uint64(len(data)), 1<<20)); total > limit {
		return nil, invalid("import.xlsx.unpacked", "limit", int(limit>>20))
	}
	return w, w.contents()
}

// whatElse names the archives that are no workbook of ours.
func (w *workbook) whatElse() *crm.Error {
	switch {
	case w.parts["xl/workbook.bin"] != nil:
		return invalid("import.xlsx.binary")
	case w.parts["index/document.iwa"] != nil, w.parts["index.zip"] != nil:
		return invalid("import.xlsx.numbers")
	case w.parts["mimetype"] != nil && w.parts["content.xml"] != nil:
		return invalid("import.xlsx.ods")
	case w.parts["[content_types].xml"] == nil:
		return invalid("import.not_csv.packed")
	case w.parts["xl/workbook.xml"] == nil:
		return invalid("import.not_csv.other")
	}
	return nil
}

// contents reads what the sheets need: their names, the date formats, the
// shared texts.
func (w *workbook) contents() *crm.Error {
	var book struct {
		Props struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			Link  string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	var links struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if !w.decode("xl/workbook.xml", &book) || !w.decode("xl/_rels/workbook.xml.rels", &links) {
		return invalid("import.xlsx.broken")
	}
	parts := map[string]string{}
	for _, l := range links.All {
		if strings.HasSuffix(l.Type, "/worksheet") {
			parts[l.ID] = resolve(l.Target)
		}
	}
	for _, s := range book.Sheets {
		if part := parts[s.Link]; part != "" {
			w.sheets = append(w.sheets, sheetRef{name: s.Name, part: part, hidden: s.State != "" && s.State != "visible"})
		}
	}
	if len(w.sheets) == 0 {
		return invalid("import.xlsx.broken")
	}
	w.d1904 = book.Props.Date1904 == "1" || strings.EqualFold(book.Props.Date1904, "true")
	if w.parts["xl/styles.xml"] != nil && !w.decode("xl/styles.xml", &w.styles) {
		return invalid("import.xlsx.broken")
	}
	w.styles.understand()
	return w.readShared()
}

// resolve is where a link of the workbook points.
func resolve(target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.ToLower(target[1:])
	}
	return strings.ToLower(path.Join("xl", target))
}

// decode reads a small part whole.
func (w *workbook) decode(name string, into any) bool {
	f := w.parts[name]
	if f == nil || f.UncompressedSize64 > maxPart {
		return false
	}
	r, err := f.Open()
	if err != nil {
		return false
	}
	defer func() { _ = r.Close() }()
	return xml.NewDecoder(io.LimitReader(r, maxPart)).Decode(into) == nil
}

// readShared reads the texts that cells point to.
func (w *workbook) readShared() *crm.Error {
	f := w.parts["xl/sharedstrings.xml"]
	if f == nil {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return invalid("import.xlsx.broken")
	}
	defer func() { _ = r.Close() }()
	x := newMarkup(r)
	var text []byte
	depth := 0 // of what the text isn't of: how it is pronounced
	for {
		before, tag, ok := x.next()
		if !ok {
			if x.broken() {
				return invalid("import.xlsx.broken")
			}
			return nil
		}
		switch string(name(tag)) {
		case "si":
			text = text[:0]
		case "rPh":
			depth++
		case "/rPh":
			depth--
		case "/t":
			if depth == 0 {
				text = append(text, before...)
			}
		case "/si":
			w.shared = append(w.shared, unescapeXML(text))
		}
		if selfClosed(tag) && string(name(tag)) == "si" {
			w.shared = append(w.shared, "")
		}
	}
}
