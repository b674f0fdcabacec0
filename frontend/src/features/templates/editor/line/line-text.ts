import type { JSONContent } from '@tiptap/core'
import { inFields } from '../state/expr'

/** A text for the editor: each line a paragraph, each {{…}} in it a chip. */
export function contentOfText(text: string): JSONContent {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  return {
    type: 'doc',
    content: lines.map((line) => ({
      type: 'paragraph',
      ...(line && { content: inFields(line) }),
    })),
  }
}

/** Writes what the editor holds as the text that is saved. */
export function textOfContent(doc: JSONContent): string {
  return (doc.content ?? []).map((line) => (line.content ?? []).map(said).join('')).join('\n')
}

function said(node: JSONContent): string {
  return node.type === 'field' ? `{{${node.attrs?.expr}}}` : (node.text ?? '')
}

/** A text on one line, as a subject is. */
export function onOneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ')
}
