import { argOf, readExpr, withCall, writeExpr } from '../editor/state/expr'
import type { Draft } from './draft'

const field = /\{\{\s*([^{}\r\n]{1,300}?)\s*\}\}/g

/** What a draft says where a variable without a fallback has one everywhere. */
export function withFallback(draft: Draft, path: string, fallback: string): Partial<Draft> {
  const arg = { name: 'default', arg: fallback }
  const expr = (text: string) => {
    const read = readExpr(text)
    if (read?.path !== path || argOf(read, 'default') !== undefined) return text
    return writeExpr(withCall(read, 'default', arg))
  }
  const inText = (text: string) =>
    text.replace(field, (whole, inner) => (expr(inner) === inner ? whole : `{{${expr(inner)}}}`))
  const inDoc = (key: string, value: unknown) => {
    if (typeof value !== 'string') return value
    return key === 'expr' ? expr(value) : inText(value)
  }
  return {
    subject: inText(draft.subject),
    body: inText(draft.body),
    doc: draft.doc && JSON.stringify(JSON.parse(draft.doc, inDoc)),
    attachments: draft.attachments.map((a) => ({ ...a, name: inText(a.name) })),
  }
}

/** Whether the draft itself names a variable that has no fallback: a PDF that it takes along may, too. */
export function lacksFallback(draft: Draft, path: string): boolean {
  const { subject, body, doc, attachments } = withFallback(draft, path, '-')
  const names = attachments?.some((a, i) => a.name !== draft.attachments[i]?.name)
  const text = subject !== draft.subject || body !== draft.body || names
  return text || (draft.doc !== '' && doc !== JSON.stringify(JSON.parse(draft.doc)))
}
