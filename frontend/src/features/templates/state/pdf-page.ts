/** The paper of a PDF, as the attributes of its document say it. */
export interface PageSettings {
  page: 'A4' | 'Letter'
  orientation: 'portrait' | 'landscape'
  /** In millimetres. */
  margin: number
  header: string
  footer: string
}

/** What a margin may be, in millimetres. */
export const margins = { min: 5, max: 50 } as const

const usual: PageSettings = {
  page: 'A4',
  orientation: 'portrait',
  margin: 20,
  header: '',
  footer: '',
}

interface Doc {
  type: 'doc'
  attrs?: Partial<PageSettings>
  content: unknown[]
}

const empty: Doc = { type: 'doc', content: [{ type: 'paragraph' }] }

function read(doc: string): Doc {
  try {
    const read = JSON.parse(doc)
    return read?.type === 'doc' ? read : empty
  } catch {
    return empty
  }
}

/** The paper of a document given as JSON. */
export function pageOf(doc: string): PageSettings {
  return { ...usual, ...read(doc).attrs }
}

/** The document with another paper; what is as usual is not written. */
export function withPage(doc: string, part: Partial<PageSettings>): string {
  const whole = read(doc)
  const page = { ...pageOf(doc), ...part }
  page.margin = Number.isFinite(page.margin)
    ? Math.min(margins.max, Math.max(margins.min, Math.round(page.margin)))
    : usual.margin
  const attrs = Object.fromEntries(
    Object.entries(page).filter(([name, value]) => value !== usual[name as keyof PageSettings]),
  )
  const said = Object.keys(attrs).length > 0 ? { attrs } : {}
  return JSON.stringify({ type: 'doc', ...said, content: whole.content })
}
