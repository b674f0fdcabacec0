import type { api } from '@wails/go/models'
import { z } from 'zod'
import { type Foldered, inView } from '@/components/ui/folders/folders'
import { flag, text } from '@/lib/routing/use-view'
import type { Kind } from './draft'

/** What the address keeps of the list. */
export const listSchema = z.object({
  search: text,
  kind: z.enum(['', 'email', 'sms', 'task', 'pdf']).catch(''),
  folder: text,
  loose: flag,
})

export type ListView = z.output<typeof listSchema>

/** The templates as the folders know them. */
export function folderedOf(rows: api.TemplateRow[]): Foldered[] {
  return rows.map(({ template: { id, name, folder } }) => ({ id, name, folder }))
}

/** The rows of the shown folder that have all words of the search. */
export function searched(rows: api.TemplateRow[], view: ListView): api.TemplateRow[] {
  const wanted = plain(view.search).split(/\s+/).filter(Boolean)
  return rows.filter(({ template: { name, folder, content }, says }) => {
    if (!inView(folder, view)) return false
    const words = plain(`${name} ${content.subject} ${says}`)
    return wanted.every((word) => words.includes(word))
  })
}

/** Those of a kind; "" for all kinds. */
export function ofKind(rows: api.TemplateRow[], kind: Kind | ''): api.TemplateRow[] {
  return kind ? rows.filter((r) => r.template.kind === kind) : rows
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
