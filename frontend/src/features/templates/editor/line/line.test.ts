import { Editor } from '@tiptap/core'
import { afterEach, describe, expect, it } from 'vitest'
import { lineExtensions } from './line-schema'
import { contentOfText, onOneLine, textOfContent } from './line-text'

const open: Editor[] = []
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy()
})

function editorOf(text: string, lines: boolean) {
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: lineExtensions({
      lines,
      services: { fieldWords: (_, t) => ({ label: t }), picture: async () => '', words: (k) => k },
      placeholder: () => '',
      paste: () => ({ convert: async (t) => t, long: () => {} }),
    }),
    content: contentOfText(text),
  })
  open.push(editor)
  return editor
}

const said = (editor: Editor) => textOfContent(editor.getJSON())
const outline = (editor: Editor) => editor.state.doc.toString()

describe('a text with chips', () => {
  it.each([
    ['nothing', ''],
    ['words', 'Your offer'],
    ['spaces at both ends and within', '  a   b '],
    ['a variable with its fallback', 'Hi {{contact.first_name | default: "there"}}, hi'],
    ['two variables beside each other', '{{a}}{{b}}'],
    ['one that does not end', 'Hi {{contact.first_name, hi'],
    ['one of MiniCRM', '{%Person.FirstName%}'],
    ['ș, 🎉 and a zero-width joiner', 'ș 👩‍🔧 ț'],
  ])('is saved as it was read: %s', (_, text) => {
    expect(said(editorOf(text, false))).toBe(text)
    const lines = `${text}\n\n${text}\n`
    expect(said(editorOf(lines, true))).toBe(lines)
  })

  it.each([
    ['typed', 'Hi ', '{{contact.first_name}}', 'doc(paragraph("Hi ", field))'],
    [
      'put in as a whole text',
      '',
      'Hi {{a}} and {{b}}!',
      'doc(paragraph("Hi ", field, " and ", field, "!"))',
    ],
    ['with spaces within', '', '{{ a | upper }}', 'doc(paragraph(field))'],
    ['empty', '', '{{ }}', 'doc(paragraph("{{ }}"))'],
  ])('makes a chip of a variable: %s', (_, before, typed, then) => {
    const editor = editorOf(before, false)
    editor.view.dispatch(editor.state.tr.insertText(typed, editor.state.doc.content.size - 1))
    expect(outline(editor)).toBe(then)
  })

  it('has one line where it is one line', () => {
    const editor = editorOf('', false)
    editor.commands.setContent(contentOfText(onOneLine('a\r\n  b\n\nc')))
    expect(said(editor)).toBe('a b c')
    editor.commands.splitBlock()
    expect(editor.state.doc.childCount).toBe(1)
  })

  it('has as many as are written where it has lines', () => {
    const editor = editorOf('a', true)
    editor.chain().setTextSelection(2).splitBlock().insertContent('b').run()
    expect(said(editor)).toBe('a\nb')
  })
})
