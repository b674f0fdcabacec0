import type { JSONContent } from '@tiptap/core'
import { markAttrs, nodeAttrs, saidAttrs } from '../schema/contract'
import { inFields } from './expr'

/** What a document is of: it decides which blocks there are. */
export type DocKind = 'email' | 'pdf'

/** A document as JSON, with the attributes that belong to its pages. */
export interface Doc {
  type: 'doc'
  attrs?: Record<string, unknown>
  content: JSONContent[]
}

const empty: Doc = { type: 'doc', content: [{ type: 'paragraph' }] }

/** Reads a saved document; what can't be read is an empty one. */
export function readDoc(text: string): Doc {
  if (text === '') return empty
  try {
    const doc = JSON.parse(text) as Doc
    if (doc.type !== 'doc') return empty
    return { ...doc, content: doc.content?.length ? doc.content : empty.content }
  } catch {
    return empty
  }
}

/** A document for the editor: what was typed as {{…}} stands there as a chip. */
export function editable(text: string): Doc {
  const doc = readDoc(text)
  return { ...doc, content: doc.content.flatMap(chipped) }
}

function chipped(node: JSONContent): JSONContent[] {
  if (node.type === 'text') return inFields(node.text ?? '', node.marks)
  if (!node.content) return [node]
  return [{ ...node, content: node.content.flatMap(chipped) }]
}

/** Writes what the editor holds, with the page settings of the document that it came from. */
export function writeDoc(content: JSONContent, attrs: Doc['attrs']): string {
  const { content: blocks } = said(content)
  return JSON.stringify({ type: 'doc', ...(attrs && { attrs }), content: blocks ?? [] })
}

/** A node as it is saved: nothing that is as usual, nothing that only the editor needs. */
function said(node: JSONContent): JSONContent {
  const out: JSONContent = { type: node.type ?? '' }
  const attrs = saidAttrs(nodeAttrs[out.type ?? ''], node.attrs)
  if (attrs) out.attrs = attrs
  if (node.content?.length) out.content = node.content.map(said)
  if (node.marks?.length) {
    out.marks = node.marks.map((mark) => {
      const markSaid = saidAttrs(markAttrs[mark.type], mark.attrs)
      return markSaid ? { type: mark.type, attrs: markSaid } : { type: mark.type }
    })
  }
  if (node.text !== undefined) out.text = node.text
  return out
}

/** A document of plain text: its paragraphs and line breaks. */
export function docOfText(text: string): string {
  const paragraphs = text.replace(/\r\n?/g, '\n').split(/\n[\t ]*(?:\n[\t ]*)+/)
  const content = paragraphs
    .filter((p) => p.trim() !== '')
    .map((p) => ({
      type: 'paragraph',
      content: p
        .split('\n')
        .flatMap((line, i) => [...(i > 0 ? [{ type: 'hardBreak' }] : []), ...inFields(line)]),
    }))
  return JSON.stringify({ type: 'doc', content: content.length > 0 ? content : empty.content })
}

/** Whether a document says nothing at all. */
export function isBlank(text: string): boolean {
  return !readDoc(text).content.some(says)
}

function says(node: JSONContent): boolean {
  if (node.type === 'text') return (node.text ?? '').trim() !== ''
  if (node.content) return node.content.some(says)
  return ['field', 'button', 'image', 'signature'].includes(node.type ?? '')
}
