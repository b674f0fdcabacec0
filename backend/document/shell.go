package document

import (
	"html"
	"strings"
)

// The look of an email: inline styles, because mail clients drop the rest; the
// style block only adds dark mode and phones where it is understood. Outlook is
// told its pixels per inch, or a screen of 120 dots makes tables wider than what
// is in them.
const (
	font      = `-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif`
	textStyle = `font-family:` + font + `;font-size:16px;line-height:1.55;color:#212529;`
	linkStyle = `color:#364fc7;text-decoration:underline;`
	paragraph = `<p class="text" style="margin:0 0 16px 0;` + textStyle + `">`
	last      = `<p class="text" style="margin:0;` + textStyle + `">`
	small     = `<p class="foot" style="margin:0;font-family:` + font + `;font-size:13px;line-height:1.5;color:#5c636a;">`
)

const head = `<!DOCTYPE html>
<html lang="%LANG%" dir="ltr" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="x-apple-disable-message-reformatting">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>%TITLE%</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background-color: #16181c !important; }
  .sheet { background-color: #22252a !important; border-color: #383c43 !important; }
  .text { color: #e9ecef !important; }
  .foot { color: #a6adb5 !important; }
  .link { color: #91a7ff !important; }
  .ink { color: #e9ecef !important; }
  .cell, .rule { border-color: #495057 !important; }
  th.cell { background-color: #343a40 !important; }
}
@media (max-width: 620px) {
  .outer { padding: 0 !important; }
  .inner { padding: 24px 20px !important; }
  .below { padding: 16px 20px !important; }
  .sheet { border-radius: 0 !important; border-left: 0 !important; border-right: 0 !important; }
  .col, .col .full { max-width: 100% !important; }
  .cin { padding: 0 0 16px 0 !important; }
}
</style>
<!--[if mso]><xml><o:OfficeDocumentSettings><o:AllowPNG/><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><style>p, a, li, td, th, h1, h2, h3 { font-family: 'Segoe UI', Arial, sans-serif !important; }</style><![endif]-->
</head>
<body class="page" style="margin:0;padding:0;background-color:#f1f3f5;">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#f1f3f5;">
<tr><td class="outer" align="center" style="padding:24px 12px;">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background-color:#ffffff;border:1px solid #dee2e6;border-radius:8px;border-collapse:separate;">
<tr><td class="inner" align="left" style="padding:32px 36px;word-break:break-word;overflow-wrap:break-word;">
`

const foot = `</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>
`

const beforeFooter = `</td></tr>
</table>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;">
<tr><td class="below" align="left" style="padding:16px 36px 0 36px;word-break:break-word;overflow-wrap:break-word;">
`

// page lays a merged plain text out as the HTML of an email. ready are lines that
// are made already.
func page(subject, text string, ready map[string]string, o Options) string {
	var b strings.Builder
	paragraphs := paragraphLines(text)
	b.Grow(len(head) + len(text) + len(text)/4 + len(paragraphs)*(len(paragraph)+8) + len(foot) + 1000)
	openShell(&b, subject, o)
	for i, p := range paragraphs {
		open := paragraph
		if i == len(paragraphs)-1 {
			open = last
		}
		b.WriteString(open)
		writeLines(&b, p, ready)
		b.WriteString("</p>\n")
	}
	closeShell(&b, o)
	return b.String()
}

// openShell and closeShell write what stands before and behind what an email
// says.
func openShell(b *strings.Builder, subject string, o Options) {
	before, after, _ := strings.Cut(head, "%LANG%")
	between, after, _ := strings.Cut(after, "%TITLE%")
	for _, part := range []string{before, html.EscapeString(o.Language), between, html.EscapeString(subject), after} {
		b.WriteString(part)
	}
}

func closeShell(b *strings.Builder, o Options) {
	if o.Footer != "" {
		b.WriteString(beforeFooter)
		b.WriteString(small)
		writeLines(b, strings.Split(o.Footer, "\n"), nil)
		b.WriteString("</p>\n")
	}
	b.WriteString(foot)
}

// paragraphsOf cuts a text at its blank lines.
func paragraphsOf(text string) []string {
	var out []string
	for _, p := range paragraphLines(text) {
		out = append(out, strings.Join(p, "\n"))
	}
	return out
}

// paragraphLines are the lines of each paragraph.
func paragraphLines(text string) (out [][]string) {
	var current []string
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			current = append(current, strings.TrimRight(line, " \t"))
			continue
		}
		if len(current) > 0 {
			out = append(out, current)
			current = nil
		}
	}
	if len(current) > 0 {
		out = append(out, current)
	}
	return out
}

// writeLines writes the lines of one paragraph.
func writeLines(b *strings.Builder, list []string, ready map[string]string) {
	for i, l := range list {
		if i > 0 {
			b.WriteString("<br>\n")
		}
		if made, ok := ready[l]; ok {
			b.WriteString(made)
		} else {
			writeLine(b, l)
		}
	}
}

// writeLine writes a line. Spaces that people indent with are kept.
func writeLine(b *strings.Builder, l string) {
	rest := strings.TrimLeft(l, " \t")
	for _, space := range []byte(l[:len(l)-len(rest)]) {
		if b.WriteString("&nbsp;"); space == '\t' {
			b.WriteString("&nbsp;&nbsp;&nbsp;")
		}
	}
	writeLinked(b, rest)
}
