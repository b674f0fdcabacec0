import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import type { DraftStep } from './state/draft'
import type { StepActions } from './step-row'

/**
 * The keys of the list: arrows walk, Alt and an arrow move the step, Delete removes it, Ctrl+D copies
 * it. They mean the step that has the focus.
 */
export function useStepKeys(steps: readonly DraftStep[], act: StepActions, readOnly: boolean) {
  const { t } = useTranslation()
  const move = (step: DraftStep, at: number, to: number) => {
    if (to < 0 || to >= steps.length) return
    act.move(step.key, to)
    const name = t('builder.step.name', { position: at + 1, kind: t(`kind.${step.kind}`) })
    announce(t('ui.drag_dropped', { name, place: to + 1, total: steps.length }))
  }
  return (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement
    const row = target.closest<HTMLElement>('[data-sortable]')
    // What opened over the list has keys of its own, and so has a step that is lifted.
    if (!row || !event.currentTarget.contains(target) || row.dataset.dragging) return
    const at = steps.findIndex((step) => step.key === row.dataset.sortable)
    const step = steps[at]
    if (!step) return
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey
    if (by && event.altKey && !readOnly) move(step, at, at + by)
    else if (by && plain && !event.altKey && target.matches('[data-body]')) {
      focusStep(event.currentTarget, steps[at + by]?.key)
    } else if (event.key === 'Delete' && plain && !readOnly) act.command(step.key, 'remove')
    else if (event.key.toLowerCase() === 'd' && (event.ctrlKey || event.metaKey) && !readOnly) {
      act.command(step.key, 'copy')
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
}

/** Gives a step of the list the focus. */
export function focusStep(list: HTMLElement | null, key: string | undefined) {
  if (!key) return
  list?.querySelector<HTMLElement>(`[data-sortable="${key}"] [data-body]`)?.focus()
}
