import type { api } from '@wails/go/models'
import { z } from 'zod'
import { flag, text } from '@/lib/routing/use-view'

/** What the address keeps of the list. */
export const viewSchema = z.object({
  view: z.enum(['all', 'active', 'inactive', 'running']).catch('all'),
  folder: text,
  search: text,
  sort: z.enum(['state', 'name', 'folder', 'cards', 'steps', 'next', 'modified']).catch('modified'),
  up: flag,
})

export type View = z.output<typeof viewSchema>

/** Whether an automation belongs to one of the views. */
export function inView(row: api.SequenceRow, view: View['view']): boolean {
  switch (view) {
    case 'active':
      return row.sequence.state !== 'inactive'
    case 'inactive':
      return row.sequence.state === 'inactive'
    case 'running':
      return row.running
    default:
      return true
  }
}

/** Letters as people compare them: without case and marks. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Whether the search finds an automation by its name, filter or description. */
export function found(row: api.SequenceRow, search: string): boolean {
  const wanted = folded(search.trim())
  const { name, description } = row.sequence
  return [name, description, row.filter].some((text) => folded(text).includes(wanted))
}

/** The rows that the view shows, in its order. */
export function shown(
  rows: api.SequenceRow[],
  view: View,
  folderNameOf: (folder: string) => string = (folder) => folder,
): api.SequenceRow[] {
  const turn = view.up ? 1 : -1
  return rows
    .filter((row) => !view.folder || row.sequence.folder === view.folder)
    .filter((row) => inView(row, view.view) && found(row, view.search))
    .sort((a, b) => turn * order(a, b, view.sort, folderNameOf))
}

function order(
  a: api.SequenceRow,
  b: api.SequenceRow,
  by: View['sort'],
  folderNameOf: (folder: string) => string,
): number {
  switch (by) {
    case 'state':
      return a.sequence.state.localeCompare(b.sequence.state)
    case 'folder':
      return folderNameOf(a.sequence.folder).localeCompare(folderNameOf(b.sequence.folder))
    case 'name':
      return a.sequence.name.localeCompare(b.sequence.name)
    case 'cards':
      return a.cards - b.cards
    case 'steps':
      return a.sequence.steps.length - b.sequence.steps.length
    case 'next':
      return (a.next || Number.MAX_SAFE_INTEGER) - (b.next || Number.MAX_SAFE_INTEGER)
    case 'modified':
      return a.sequence.modified - b.sequence.modified
  }
}
