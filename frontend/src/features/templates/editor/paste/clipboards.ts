// What programs put on the clipboard, written after how they do it.

/** Word 365: conditional comments, mso styles, lists as paragraphs, a table with a merged cell. */
export const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-parent:"";margin:0cm;font-family:"Calibri",sans-serif;} @list l0 {mso-list-id:1;} --></style>
</head><body lang=RO style='tab-interval:36.0pt'><!--StartFragment-->
<h1 style='mso-style-link:"Heading 1 Char"'><span lang=RO style='mso-ansi-language:RO'>Ofertă
de preț<o:p></o:p></span></h1>
<p class=MsoNormal><span lang=RO>Stimate&nbsp;client, vă mulțumim&nbsp;&nbsp; pentru <b><span style='mso-bidi-font-weight:bold'>interes</span></b>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Măsurare la fața locului<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Proiect<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>schiță în 3 zile<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Montaj<o:p></o:p></p>
<p class=MsoNormal>Pașii următori:</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>Confirmați oferta</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp;&nbsp; </span></span><![endif]>Stabilim <i>data</i></p>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="Picture_1" style='width:90pt'><v:imagedata src="file:///C:/Temp/clip_image001.png" o:title=""/></v:shape><![endif]--><![if !vml]><img width=120 height=40 src="file:///C:/Temp/clip_image002.png" v:shapes="Picture_1"><![endif]></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
 <tr style='mso-yfti-irow:0'><td width=300 valign=top style='border:solid windowtext 1.0pt'><p class=MsoNormal><b>Produs<o:p></o:p></b></p></td><td><p class=MsoNormal><b>Preț<o:p></o:p></b></p></td></tr>
 <tr><td><p class=MsoNormal>Dulap<o:p></o:p></p></td><td><p class=MsoNormal>4.200&nbsp;lei<o:p></o:p></p></td></tr>
 <tr><td colspan=2><p class=MsoNormal>Total fără TVA<o:p></o:p></p></td></tr>
</table>
<p class=MsoNormal>Detalii pe <a href="https://exemplu.ro/"><span style='color:blue'>site-ul nostru</span></a>.<o:p></o:p></p>
<!--EndFragment--></body></html>`

/** Outlook for Windows: a letter with a list typed as dots. */
export const outlook = `<html><body link="#0563C1" vlink="#954F72" lang=HU><!--StartFragment-->
<div class=WordSection1><p class=MsoPlainText>Kedves Ügyfelünk!<o:p></o:p></p><p class=MsoNormal>&nbsp;</p>
<p class=MsoListParagraph>•&nbsp;&nbsp;&nbsp; Helyszíni felmérés<o:p></o:p></p>
<p class=MsoListParagraph>•&nbsp;&nbsp;&nbsp; Őszi kedvezmény<o:p></o:p></p>
<p class=MsoNormal style='margin-bottom:12.0pt'><span style='font-size:11.0pt;color:#1F497D'>Üdvözlettel,<br>
Kőműves Ödön<o:p></o:p></span></p></div><!--EndFragment--></body></html>`

/** Outlook on the web: divs, links that go through its scanner, a picture that it holds. */
export const outlookWeb = `<html><body><!--StartFragment--><div class="elementToProof" style="font-family: Aptos; font-size: 12pt;">Bună ziua,</div>
<div class="elementToProof"><br></div>
<div style="margin:0">Vedeți <a href="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexemplu.ro%2Foferta%3Fnr%3D17&amp;data=05%7C02&amp;reserved=0" id="OWA1">oferta</a>.</div>
<div><img src="cid:ab12@exemplu.ro" alt="Sigla"></div><!--EndFragment--></body></html>`

/** Google Docs: a wrapper that is "bold", marks as styles, nested lists. */
export const docs = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1a2b"><h2 dir="ltr" style="line-height:1.38;"><span style="font-size:16pt;font-weight:400;">Plan</span></h2><p dir="ltr"><span style="font-weight:400;">Text </span><span style="font-weight:700;">bold</span><span style="font-weight:400;">, </span><span style="font-style:italic;">slanted</span><span>, </span><span style="text-decoration:underline;">underlined</span><span> and </span><span style="text-decoration:line-through;">old</span><span>.</span></p><br><ul style="margin-top:0"><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>one</span></p></li><ul><li aria-level="2"><p role="presentation"><span>one a</span></p></li></ul><li aria-level="1"><p><span>two</span></p></li></ul><br class="Apple-interchange-newline"></b>`

/** A web page: layout tables, scripts, forms, frames, pictures of all sorts. */
export const page = `<body onload="alert(1)"><script>alert(1)</script><style>p{color:red}</style>
<table role="presentation"><tr><td><h4 onclick="alert(1)">News</h4></td></tr><tr><td>
<div>Read <a href="javascript:alert(1)">more</a> or call <a href="tel:+40264123456" target="_blank">us</a>.</div>
<img src="https://tracker.example/pixel.gif" width="1" height="1"><img src="https://cdn.example/banner.jpg" alt="Banner">
<img src="data:image/png;base64,iVBORw0KGgo=" alt="Logo"><iframe srcdoc="x"></iframe>
<form action="/x"><input value="x"><button>Go</button></form><svg onload="alert(1)"></svg></td></tr></table><p style="display:none">secret</p><p>Below</p></body>`
