import { Editor, getSchema } from '@tiptap/core'
import { afterEach, describe, expect, it } from 'vitest'
import { markAttrs, nodeAttrs } from './schema/contract'
import { extensionsOf } from './schema/extensions'
import type { EditorServices } from './schema/services'
import { addColumn, dropColumns, removeColumn, swapColumn } from './state/columns'
import { docOfText, editable, isBlank, writeDoc } from './state/doc'
import { insertBlock } from './state/insert-block'
import { moveBlock, moveTo } from './state/move'

const services: EditorServices = {
  fieldWords: (_, text) => ({ label: text }),
  picture: async () => '',
  words: (key) => key,
}

const open: Editor[] = []
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy()
})

function editorOf(doc: string, kind: 'email' | 'pdf' = 'email') {
  const editor = new Editor({
    element: document.createElement('div'),
    extensions: extensionsOf(kind, services, () => ''),
    content: editable(doc),
  })
  open.push(editor)
  return editor
}

const written = (editor: Editor) => writeDoc(editor.getJSON(), undefined)
const outline = (editor: Editor) => editor.state.doc.toString().replace(/paragraph/g, 'p')

/** A document with everything in it. */
const whole = JSON.stringify({
  type: 'doc',
  content: [
    {
      type: 'heading',
      attrs: { level: 2, align: 'center' },
      content: [{ type: 'text', text: 'Ofertă' }],
    },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Dragă ' },
        { type: 'field', attrs: { expr: 'contact.first_name | default: "client"' } },
        { type: 'hardBreak' },
        { type: 'text', marks: [{ type: 'bold' }, { type: 'italic' }], text: 'aici' },
        {
          type: 'text',
          marks: [{ type: 'link', attrs: { href: 'https://a.ro/{{card.name | url}}' } }],
          text: 'link',
        },
        { type: 'text', marks: [{ type: 'color', attrs: { color: '#ab1527' } }], text: 'roșu' },
        { type: 'text', marks: [{ type: 'underline' }], text: 'u' },
        { type: 'text', marks: [{ type: 'strike' }], text: 's' },
      ],
    },
    {
      type: 'orderedList',
      attrs: { start: 3 },
      content: [
        {
          type: 'listItem',
          content: [
            { type: 'paragraph', content: [{ type: 'text', text: 'a' }] },
            {
              type: 'bulletList',
              content: [{ type: 'listItem', content: [{ type: 'paragraph' }] }],
            },
          ],
        },
      ],
    },
    { type: 'button', attrs: { label: 'Vezi', href: 'https://a.ro', align: 'right' } },
    { type: 'image', attrs: { asset: 'asset_1f', alt: 'Sigla', width: 40 } },
    {
      type: 'columns',
      content: [
        {
          type: 'column',
          content: [{ type: 'paragraph', content: [{ type: 'text', text: 'st' }] }],
        },
        { type: 'column', content: [{ type: 'divider' }, { type: 'paragraph' }] },
      ],
    },
    {
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [
            { type: 'tableHeader', attrs: { align: 'right' }, content: [{ type: 'paragraph' }] },
          ],
        },
        {
          type: 'tableRow',
          content: [
            { type: 'tableCell', content: [{ type: 'paragraph', attrs: { align: 'right' } }] },
          ],
        },
      ],
    },
    { type: 'pageBreak' },
    { type: 'signature' },
  ],
})

describe('the schema', () => {
  const schema = getSchema(extensionsOf('pdf', services, () => ''))

  it('has the nodes and marks of the contract and no other', () => {
    expect(Object.keys(schema.nodes).sort()).toEqual(Object.keys(nodeAttrs).sort())
    expect(Object.keys(schema.marks).sort()).toEqual(Object.keys(markAttrs).sort())
  })

  it.each(Object.entries({ ...nodeAttrs, ...markAttrs }))(
    '%s has its attributes',
    (name, attrs) => {
      const type = schema.nodes[name] ?? schema.marks[name]
      expect(Object.keys(type?.spec.attrs ?? {})).toEqual(
        expect.arrayContaining(Object.keys(attrs)),
      )
    },
  )
})

describe('a document', () => {
  it('comes back as it was saved', () => {
    expect(JSON.parse(written(editorOf(whole, 'pdf')))).toEqual(JSON.parse(whole))
  })

  it('keeps the settings of its pages', () => {
    const doc = JSON.parse(whole)
    doc.attrs = { page: 'Letter', margin: 12 }
    const again = writeDoc(editorOf(JSON.stringify(doc), 'pdf').getJSON(), doc.attrs)
    expect(JSON.parse(again)).toEqual(doc)
  })

  it('is made of plain text, with variables as chips', () => {
    expect(outline(editorOf(docOfText('Dear {{contact.name}},\r\n\r\n\r\nline 1\nline 2')))).toBe(
      'doc(p("Dear ", field, ","), p("line 1", hardBreak, "line 2"))',
    )
  })

  it('shows variables that were typed as chips', () => {
    const doc = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: '{{ a.b }} {{c' }] }],
    }
    expect(written(editorOf(JSON.stringify(doc)))).toContain('"expr":"a.b"')
    expect(written(editorOf(JSON.stringify(doc)))).toContain(' {{c')
  })

  it.each([
    ['', true],
    [docOfText(' \n'), true],
    [docOfText('a'), false],
    ['{"type":"doc","content":[{"type":"divider"}]}', true],
    ['{"type":"doc","content":[{"type":"signature"}]}', false],
  ])('%s is blank: %s', (doc, blank) => expect(isBlank(doc)).toBe(blank))
})

describe('blocks', () => {
  const three = docOfText('a\n\nb\n\nc')

  it('move up and down with their caret', () => {
    const editor = editorOf(three)
    editor.commands.setTextSelection(5)
    const up = moveBlock(editor.state, -1)
    if (up) editor.view.dispatch(up)
    expect(outline(editor)).toBe('doc(p("b"), p("a"), p("c"))')
    expect(editor.state.selection.from).toBe(2)
    expect(moveBlock(editor.state, -1)).toBeUndefined()
  })

  it.each([
    [0, 3, 'doc(p("b"), p("c"), p("a"))'],
    [2, 0, 'doc(p("c"), p("a"), p("b"))'],
    [0, 2, 'doc(p("b"), p("a"), p("c"))'],
  ])('block %i goes before %i', (from, to, want) => {
    const editor = editorOf(three)
    const tr = moveTo(editor.state, from, to)
    if (tr) editor.view.dispatch(tr)
    expect(outline(editor)).toBe(want)
  })

  it('stand instead of an empty paragraph, with a line to write on behind them', () => {
    const editor = editorOf('')
    insertBlock(editor, 'divider')
    expect(outline(editor)).toBe('doc(divider, p)')
  })

  it('columns come with the caret in the first one, and never within columns', () => {
    const editor = editorOf(docOfText('a'))
    insertBlock(editor, 'columns2')
    insertBlock(editor, 'columns3')
    expect(outline(editor)).toBe(
      'doc(p("a"), columns(column(p), column(p)), columns(column(p), column(p), column(p)), p)',
    )
  })

  it('columns are added, changed and taken away', () => {
    const editor = editorOf(whole, 'pdf')
    const text = (e: Editor) => outline(e).match(/columns\(.*?\)\)\)/)?.[0]
    let at = 0
    editor.state.doc.descendants((node, pos) => {
      if (node.isText && node.text === 'st') at = pos
    })
    editor.commands.setTextSelection(at)
    swapColumn(editor, 1)
    expect(text(editor)).toBe('columns(column(divider, p), column(p("st")))')
    addColumn(editor)
    expect(outline(editor)).toContain('columns(column(divider, p), column(p("st")), column(p))')
    removeColumn(editor)
    removeColumn(editor)
    expect(outline(editor)).not.toContain('column')
    insertBlock(editor, 'columns2')
    dropColumns(editor)
    expect(outline(editor)).not.toContain('column')
  })
})
