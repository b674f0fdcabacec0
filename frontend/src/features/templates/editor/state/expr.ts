import type { JSONContent } from '@tiptap/core'

/** A filter behind a variable: its name and what it is given. */
export interface Call {
  name: string
  /** Missing where it takes nothing. */
  arg?: string | number
}

/** What stands between {{ and }}: a variable and the filters behind it. */
export interface Expr {
  path: string
  calls: Call[]
}

const token = /\s*\|\s*(\w+)\s*(?::\s*(?:"([^"]*)"|'([^']*)'|([-+]?[\d.]+))\s*)?/y

/** Reads what stands between {{ and }}; undefined where it can't be understood. */
export function readExpr(text: string): Expr | undefined {
  const path = /^\s*[\p{L}_][\p{L}\d_.]*/u.exec(text)?.[0]
  if (!path) return undefined
  const calls: Call[] = []
  token.lastIndex = path.length
  while (token.lastIndex < text.trimEnd().length) {
    const found = token.exec(text)
    if (!found) return undefined
    const [, name = '', double, single, number] = found
    const arg = number === undefined ? (double ?? single) : Number(number)
    calls.push(arg === undefined ? { name } : { name, arg })
  }
  return { path: path.trim(), calls }
}

/** Writes an expression as it stands between {{ and }}. */
export function writeExpr({ path, calls }: Expr): string {
  const written = calls.map(({ name, arg }) => {
    if (arg === undefined) return ` | ${name}`
    return ` | ${name}: ${typeof arg === 'number' ? arg : quoted(arg)}`
  })
  return path + written.join('')
}

function quoted(text: string): string {
  const plain = text.replace(/\{\{|\}\}|[\r\n\t]/g, ' ')
  if (!plain.includes('"')) return `"${plain}"`
  return plain.includes("'") ? `"${plain.replaceAll('"', '”')}"` : `'${plain}'`
}

/** What a filter is given, where it stands there. */
export function argOf(expr: Expr, name: string): Call['arg'] {
  return expr.calls.find((call) => call.name === name)?.arg
}

/** The expression with a filter in its place or without it; the fallback stays last. */
export function withCall(expr: Expr, name: string, call: Call | undefined): Expr {
  const at = expr.calls.findIndex((c) => c.name === name)
  const rest = expr.calls.filter((c) => c.name !== name)
  if (!call) return { ...expr, calls: rest }
  const last = rest.findIndex((c) => c.name === 'default')
  const end = name === 'default' || last < 0 ? rest.length : last
  rest.splice(at < 0 ? end : at, 0, call)
  return { ...expr, calls: rest }
}

const fields = /\{\{\s*([^{}\r\n]{1,300}?)\s*\}\}/g

/** A text with each {{…}} in it as a chip. */
export function inFields(text: string, marks?: JSONContent['marks']): JSONContent[] {
  const out: JSONContent[] = []
  const add = (node: JSONContent) => out.push(marks?.length ? { ...node, marks } : node)
  let from = 0
  for (const found of text.matchAll(fields)) {
    if (found.index > from) add({ type: 'text', text: text.slice(from, found.index) })
    add({ type: 'field', attrs: { expr: found[1] } })
    from = found.index + found[0].length
  }
  if (from < text.length) add({ type: 'text', text: text.slice(from) })
  return out
}
