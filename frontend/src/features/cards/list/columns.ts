import type { api, crm } from '@wails/go/models'
import { useMemo } from 'react'
import { say } from '@/lib/i18n/say'
import { useProduct } from '@/lib/workspace/workspace'
import { useCardColumns, useViews } from '../api'
import { type CardsView, readColumns } from '../view'

/** A column of the list. */
export interface ListColumn {
  key: string
  title: string
  type: api.CardColumn['type']
  field: crm.Field | undefined
  /** In pixels. */
  width: number
  /** How narrow it may become before the list scrolls sideways: not at all where somebody set the width. */
  least: number
  sorts: boolean
  /** Its cells are edited in place. */
  edits: boolean
  align: 'end' | undefined
}

const fixed = new Set(['contact', 'company', 'email', 'phone', 'since', 'next', 'task'])
const more = new Set(['created', 'modified', 'deleted'])
const right = new Set(['number', 'money'])

// The usual widths give way to a small window.
const shrink = 0.78

function columnOf(c: api.CardColumn, width: number, fields: readonly crm.Field[]): ListColumn {
  return {
    key: c.key,
    title: say(c.label),
    type: c.type,
    field: fields.find((f) => f.id === c.field),
    width: width || c.width,
    least: width || Math.round(c.width * shrink),
    sorts: c.sorts,
    edits: !fixed.has(c.key) && !more.has(c.key) && c.type !== 'file',
    align: right.has(c.type) ? 'end' : undefined,
  }
}

/** The columns that a view shows, and all there are; none until they are known. */
export function useListColumns(view: CardsView): { shown: ListColumn[]; all: ListColumn[] } {
  const { product, fields } = useProduct()
  const known = useCardColumns(product.id).data
  const views = useViews(product.id).data
  return useMemo(() => {
    if (!known || !views) return { shown: [], all: [] }
    const saved = views.find((v) => v.view.id === view.view) ?? views[0]
    const wanted = view.cols ? readColumns(view.cols) : (saved?.view.columns ?? [])
    const shown = wanted.flatMap(({ key, width }) => {
      const column = known.find((c) => c.key === key)
      return column ? [columnOf(column, width, fields)] : []
    })
    const all = known.filter((c) => c.key !== 'deleted').map((c) => columnOf(c, 0, fields))
    const name = all.find((c) => c.key === 'name')
    // A list without names would lead nowhere.
    if (name && !shown.some((c) => c.key === 'name')) shown.unshift(name)
    return { shown, all }
  }, [known, views, view.view, view.cols, fields])
}

/** The value of a cell as it is edited. */
export function cellValue(row: api.CardRow, column: ListColumn): CellValue {
  switch (column.key) {
    case 'name':
      return row.name
    case 'status':
      return row.status
    case 'owner':
      return row.owner || null
    case 'tags':
      return row.tags
    default:
      return row.fields?.[column.key] ?? null
  }
}

/** A cell's value: what EditCard takes. */
export type CellValue = string | number | boolean | string[] | null

/** The row with another value in a cell. */
export function withValue(row: api.CardRow, key: string, value: CellValue): api.CardRow {
  switch (key) {
    case 'name':
    case 'status':
      return { ...row, [key]: String(value ?? '') }
    case 'owner':
      return { ...row, owner: typeof value === 'string' ? value : '' }
    case 'tags':
      return { ...row, tags: Array.isArray(value) ? value : [] }
    default: {
      const { [key]: _, ...rest } = row.fields ?? {}
      return { ...row, fields: value === null ? rest : { ...rest, [key]: value } }
    }
  }
}

/** Whether two values of a cell say the same. */
export function sameValue(a: CellValue, b: CellValue): boolean {
  if (Array.isArray(a) || Array.isArray(b)) {
    const sorted = (v: CellValue) => JSON.stringify(Array.isArray(v) ? [...v].sort() : [])
    return sorted(a) === sorted(b)
  }
  return (a === '' ? null : a) === (b === '' ? null : b)
}
