import { Editor } from '@tiptap/core'
import { describe, expect, it } from 'vitest'
import { extensionsOf } from '../schema/extensions'
import { cleanHtml } from './clean-html'
import { docs, outlook, outlookWeb, page, word } from './clipboards'
import { htmlOfText } from './plain'
import { withChips } from './variables'

/** What stands in the editor after a paste into an empty document. */
function outline(html: string): string {
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: extensionsOf(
      'email',
      { fieldWords: (_, t) => ({ label: t }), picture: async () => '', words: (k) => k },
      () => '',
    ),
  })
  editor.view.pasteHTML(html)
  const said = editor.state.doc.toString().replaceAll('paragraph', 'p')
  editor.destroy()
  return said
}

describe('what is pasted', () => {
  it('from Word: lists, headings, tables and marks, without styles and empty lines', () => {
    const { html, dropped } = cleanHtml(word)
    expect(html).not.toMatch(/mso|class|style|<span|<o:p|<!--|&nbsp;/i)
    expect(dropped).toBe(1)
    expect(outline(html)).toBe(
      'doc(heading("Ofertă de preț"), p("Stimate client, vă mulțumim pentru ", bold("interes"), "."), ' +
        'bulletList(listItem(p("Măsurare la fața locului")), listItem(p("Proiect"), ' +
        'bulletList(listItem(p("schiță în 3 zile")))), listItem(p("Montaj"))), ' +
        'p("Pașii următori:"), ' +
        'orderedList(listItem(p("Confirmați oferta")), listItem(p("Stabilim ", italic("data")))), ' +
        'table(tableRow(tableCell(p(bold("Produs"))), tableCell(p(bold("Preț")))), ' +
        'tableRow(tableCell(p("Dulap")), tableCell(p("4.200 lei"))), ' +
        'tableRow(tableCell(p("Total fără TVA")), tableCell(p))), ' +
        'p("Detalii pe ", link("site-ul nostru"), "."))',
    )
  })

  it('from Outlook: the letter without its own styles, lists that were dots', () => {
    const { html } = cleanHtml(outlook)
    expect(outline(html)).toBe(
      'doc(p("Kedves Ügyfelünk!"), bulletList(listItem(p("Helyszíni felmérés")), listItem(p("Őszi kedvezmény"))), p("Üdvözlettel,", hardBreak, "Kőműves Ödön"))',
    )
  })

  it('from Outlook on the web: detours of links are taken away', () => {
    const { html, dropped } = cleanHtml(outlookWeb)
    expect(html).toContain('href="https://exemplu.ro/oferta?nr=17"')
    expect(html).not.toContain('safelinks')
    expect(dropped).toBe(1)
    expect(outline(html)).toBe('doc(p("Bună ziua,"), p("Vedeți ", link("oferta"), "."))')
  })

  it('from Google Docs: what styles say becomes marks', () => {
    expect(outline(cleanHtml(docs).html)).toBe(
      'doc(heading("Plan"), p("Text ", bold("bold"), ", ", italic("slanted"), ", ", underline("underlined"), " and ", strike("old"), "."), ' +
        'bulletList(listItem(p("one"), bulletList(listItem(p("one a")))), listItem(p("two"))))',
    )
  })

  it('from a web page: nothing that runs, no layout, no foreign picture', () => {
    const { html, dropped, pictures } = cleanHtml(page)
    expect(html).not.toMatch(/script|onclick|iframe|javascript|form|style|alert/i)
    expect(dropped).toBe(1)
    expect(pictures).toHaveLength(1)
    expect(outline(html.replace('data-picture="0"', 'data-asset="asset_1"'))).toBe(
      'doc(heading("News"), p("Read more or call ", link("us"), "."), image, p("Below"))',
    )
  })

  it('plain text keeps its paragraphs and lines', () => {
    expect(outline(htmlOfText('a <b>\r\nb\n\n\n c'))).toBe(
      'doc(p("a <b>", hardBreak, "b"), p("c"))',
    )
  })
})

describe('variables in what is pasted', () => {
  const convert = async (text: string) =>
    text.replaceAll('{%Person.FirstName?:"reader"%}', '{{contact.first_name | default: "reader"}}')

  it('become chips, also those of MiniCRM and those cut by spans', async () => {
    const { html } = cleanHtml(
      '<p>Dear {%Person.<span>FirstName?:"reader"</span>%}, {{card.name}} and {%Odd%}</p>',
    )
    const chips = await withChips(html, convert)
    expect(chips.converted).toBe(1)
    expect(outline(chips.html)).toBe('doc(p("Dear ", field, ", ", field, " and {%Odd%}"))')
  })

  it('stay text where the program can’t be asked', async () => {
    const chips = await withChips('<p>{%Person.FirstName%}</p>', () => Promise.reject(new Error()))
    expect(chips.html).toContain('{%Person.FirstName%}')
  })
})
