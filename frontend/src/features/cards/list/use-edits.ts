import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { undoToast } from '@/components/ui/undo-toast'
import { backend, toApiError } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import type { RowPage } from '@/lib/rows/use-pages'
import { type CellValue, cellValue, type ListColumn, sameValue, withValue } from './columns'

/** An edit that was refused: what was typed, and why it can't be. */
export interface Refused {
  value: CellValue
  words: string
}

/** The key of a cell among the refused ones. */
export const cellKey = (card: string, column: string) => `${card}/${column}`

/** Edits in place: shown at once, checked by the backend, taken back with the reason at the cell. */
export function useEdits() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [refused, setRefused] = useState<ReadonlyMap<string, Refused>>(new Map())
  // A second edit of a card waits for the first, and then names the revision that it made.
  const turns = useRef(new Map<string, Promise<unknown>>())
  const revisions = useRef(new Map<string, number>())
  const said = useRef<string>(undefined)

  const patch = useCallback(
    (id: string, change: (row: api.CardRow) => api.CardRow) =>
      queries.setQueriesData<RowPage<api.CardRow>>({ queryKey: ['card', 'list'] }, (page) =>
        page?.rows?.some((r) => r.id === id)
          ? { ...page, rows: page.rows.map((r) => (r.id === id ? change(r) : r)) }
          : page,
      ),
    [queries],
  )
  const mark = useCallback((key: string, to: Refused | undefined) => {
    setRefused((old) => {
      if (!to && !old.has(key)) return old
      const next = new Map(old)
      if (to) next.set(key, to)
      else next.delete(key)
      return next
    })
  }, [])

  const save = useCallback(
    async (row: api.CardRow, column: ListColumn, value: CellValue) => {
      const was = cellValue(row, column)
      const key = cellKey(row.id, column.key)
      mark(key, undefined)
      if (sameValue(was, value)) return
      patch(row.id, (r) => withValue(r, column.key, value))
      const before = turns.current.get(row.id)
      const turn = (async () => {
        await before?.catch(() => undefined)
        const revision = Math.max(row.revision, revisions.current.get(row.id) ?? 0)
        return backend.EditCard({ id: row.id, revision, part: column.key, value })
      })()
      turns.current.set(row.id, turn)
      try {
        const done = await turn
        revisions.current.set(row.id, done.revision)
        patch(row.id, (r) => ({ ...r, revision: done.revision }))
        const effects = [...done.effects, ...done.noted].map(say)
        announce([t('cards.cell_saved', { column: column.title }), ...effects].join('. '))
        if (said.current) notifications.hide(said.current)
        said.current = undoToast({
          title: t('cards.cell_changed', { name: row.name, column: column.title }),
          children: effects.join(' · ') || undefined,
          undo: done.undo,
        })
      } catch (reason) {
        const error = toApiError(reason)
        const words = error.problems[0] ? error.problems.map(say).join(' ') : say(error)
        patch(row.id, (r) => withValue(r, column.key, was))
        mark(key, { value, words })
        announce(words)
        revisions.current.delete(row.id)
        void queries.invalidateQueries({ queryKey: ['card', 'list'] })
      }
    },
    [queries, patch, mark, t],
  )
  return { refused, save }
}
