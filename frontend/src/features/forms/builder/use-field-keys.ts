import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import type { DraftField } from '../state/draft'
import type { FieldActions } from './sheet-row'

/** The keys of the form: arrows walk, Alt and an arrow move the field, Delete removes it. */
export function useFieldKeys(
  fields: readonly DraftField[],
  nameOf: (id: string) => string,
  act: FieldActions,
  readOnly: boolean,
) {
  const { t } = useTranslation()
  const move = (key: string, to: number) => {
    if (to < 0 || to >= fields.length) return
    act.move(key, to)
    announce(t('ui.drag_dropped', { name: nameOf(key), place: to + 1, total: fields.length }))
  }
  return (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement
    const row = target.closest<HTMLElement>('[data-sortable]')
    // What opened over the list has keys of its own, and so has a field that is lifted.
    if (!row || !event.currentTarget.contains(target) || row.dataset.dragging) return
    const at = fields.findIndex((field) => field.key === row.dataset.sortable)
    const key = fields[at]?.key
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!key || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (by && event.altKey && !readOnly) move(key, at + by)
    else if (by && !event.altKey && target.matches('[data-body]')) {
      focusField(event.currentTarget, fields[at + by]?.key)
    } else if (event.key === 'Delete' && !readOnly) act.remove(key)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
}

/** Gives a field of the form the focus. */
export function focusField(list: HTMLElement | null, key: string | undefined) {
  if (!key) return
  list?.querySelector<HTMLElement>(`[data-sortable="${key}"] [data-body]`)?.focus()
}
