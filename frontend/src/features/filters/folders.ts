import type { api } from '@wails/go/models'
import { z } from 'zod'
import { type Foldered, inView } from '@/components/ui/folders/folders'
import { say } from '@/lib/i18n/say'
import { flag, text } from '@/lib/routing/use-view'
import { folded } from './found'

/** What the address keeps of the list. */
export const viewSchema = z.object({
  search: text,
  /** The folder that is shown; "" for all. */
  folder: text,
  /** Those in no folder. */
  loose: flag,
})

export type View = z.output<typeof viewSchema>

/** The filters as the folders see them. */
export function folderedOf(rows: api.FilterRow[]): Foldered[] {
  return rows.map(({ filter: { id, name, folder } }) => ({ id, name, folder }))
}

/** The rows that the view shows: of its folder, with all words of its search. */
export function shown(rows: api.FilterRow[], view: View): api.FilterRow[] {
  const wanted = folded(view.search).split(/\s+/).filter(Boolean)
  return rows.filter((row) => {
    const { folder, name } = row.filter
    if (!inView(folder, view)) return false
    const words = folded(`${name} ${say(row.sentence)}`)
    return wanted.every((word) => words.includes(word))
  })
}
