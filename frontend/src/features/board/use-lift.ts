import type { api, crm } from '@wails/go/models'
import { type FocusEvent, type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'

/** A card that was lifted with the space bar, and the status it would go to. */
export interface Lifted {
  card: api.BoardCard
  to: string
}

/** The status that an arrow key leads to. */
export function statusBeside(
  statuses: readonly crm.Status[],
  from: string,
  key: string,
): string | undefined {
  const by: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 }
  const at = statuses.findIndex((s) => s.id === from)
  if (key === 'Home') return statuses[0]?.id
  if (key === 'End') return statuses.at(-1)?.id
  const step = by[key]
  return step === undefined ? undefined : statuses[at + step]?.id
}

/** Moving a card by keyboard: Space lifts, arrows choose the status, Space drops, Esc puts back. */
export function useLift(
  statuses: readonly crm.Status[],
  onMove: (card: api.BoardCard, to: string) => void,
) {
  const { t } = useTranslation()
  const [lifted, lift] = useState<Lifted>()
  const nameOf = (id: string) => statuses.find((s) => s.id === id)?.name ?? ''
  const drop = ({ card, to }: Lifted) => {
    lift(undefined)
    if (to === card.status) announce(t('board.put_back', { name: card.name }))
    else onMove(card, to)
  }
  const over = (card: api.BoardCard, to: string) => {
    lift({ card, to })
    announce(
      t('board.over', {
        name: card.name,
        status: nameOf(to),
        place: statuses.findIndex((s) => s.id === to) + 1,
        total: statuses.length,
      }),
    )
  }
  /** Hears the keys on a card; true if they were for this. */
  const onKey = (event: KeyboardEvent, card: api.BoardCard): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    if (!lifted || lifted.card.id !== card.id) {
      if (event.key !== ' ') return false
      lift({ card, to: card.status })
      announce(t('board.lifted', { name: card.name, status: nameOf(card.status) }))
      event.preventDefault()
      return true
    }
    if (event.key === 'Escape') drop({ card, to: card.status })
    else if (event.key === ' ' || event.key === 'Enter') drop({ card, to: lifted.to })
    else if (event.key === 'Tab') drop({ card, to: card.status })
    else {
      const to = statusBeside(statuses, lifted.to, event.key)
      if (to) over(card, to)
    }
    if (event.key !== 'Tab') event.preventDefault()
    return true
  }
  /** The focus went elsewhere: the card is put back. */
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (lifted && event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) {
      drop({ card: lifted.card, to: lifted.card.status })
    }
  }
  return { lifted, onKey, onBlur }
}
