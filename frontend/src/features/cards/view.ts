import type { api, crm } from '@wails/go/models'
import { z } from 'zod'
import { flag, text } from '@/lib/routing/use-view'

/** The choices of the list, kept in the address. */
export const cardsView = z.object({
  /** The saved view it began with. */
  view: text,
  as: z.enum(['list', 'board']).catch('list'),
  q: text,
  status: text,
  filter: text,
  /** A colleague's id, or "me". */
  owner: text,
  tag: text,
  sort: text,
  desc: flag,
  /** The columns in order with their widths, "name:260,status"; "" for the usual ones. */
  cols: text,
  /** Of a board: the field that is added up. */
  sum: text,
})

export type CardsView = z.output<typeof cardsView>

/** What is asked for when nothing is chosen. */
export const plainView: CardsView = cardsView.parse({})

/** A list of everything, whose page doesn't matter. */
export type Ask = Omit<api.ListCardsIn, 'after' | 'offset' | 'total' | 'limit' | 'columns'>

/** What the backend is asked for a view. */
export function askOf(product: string, view: CardsView, me: string): Ask {
  return {
    product,
    filter: view.filter,
    status: view.status,
    owner: view.owner === 'me' ? me : view.owner,
    tag: view.tag,
    contact: '',
    deleted: false,
    search: view.q.trim(),
    sort: view.sort || 'name',
    desc: view.desc,
  }
}

/** A list that is asked for without a page: for a count, or for a choice of all its cards. */
export function wholeList(ask: Ask): api.ListCardsIn {
  return { ...ask, columns: [], after: '', offset: 0, total: 0, limit: 0 }
}

/** Whether the view leaves anything out. */
export function narrows(view: CardsView): boolean {
  return Boolean(view.q.trim() || view.status || view.filter || view.owner || view.tag)
}

/** Shows everything again; sort and columns stay. */
export const widest: Partial<CardsView> = { q: '', status: '', filter: '', owner: '', tag: '' }

/** The columns of a view as the address has them. */
export function writeColumns(columns: readonly crm.ViewColumn[]): string {
  return columns.map((c) => (c.width > 0 ? `${c.key}:${c.width}` : c.key)).join(',')
}

/** The columns that the address names. */
export function readColumns(cols: string): crm.ViewColumn[] {
  return cols
    .split(',')
    .filter(Boolean)
    .map((part) => {
      const [key = '', width = ''] = part.split(':')
      return { key, width: Math.max(0, Math.round(Number(width) || 0)) }
    })
}

/** The choices that a saved view stands for. */
export function choicesOf(view: crm.ListView): CardsView {
  return {
    view: view.id,
    as: view.kind,
    q: view.search,
    status: view.status,
    filter: view.filter,
    owner: view.mine ? 'me' : view.by,
    tag: view.tag,
    sort: view.sort === 'name' ? '' : view.sort,
    desc: view.desc,
    cols: view.id ? writeColumns(view.columns) : '',
    sum: view.money,
  }
}

/** A saved view with the choices that are made now. */
export function viewWith(view: crm.ListView, choices: CardsView): crm.ListView {
  return {
    ...view,
    kind: choices.as,
    columns: choices.cols ? readColumns(choices.cols) : view.columns,
    sort: choices.sort || 'name',
    desc: choices.desc,
    filter: choices.filter,
    status: choices.status,
    by: choices.owner === 'me' ? '' : choices.owner,
    mine: choices.owner === 'me',
    tag: choices.tag,
    search: choices.q.trim(),
    money: /^fld_/.test(choices.sum) ? choices.sum : '',
  }
}

/** Whether the choices are no longer what the saved view says. */
export function differs(view: crm.ListView, choices: CardsView): boolean {
  const plain = (v: crm.ListView) => JSON.stringify({ ...choicesOf(v), view: '' })
  return plain(view) !== plain(viewWith(view, choices))
}
