import type { KeyboardEvent } from 'react'

/** Arrow keys on a card: up and down in its column, left and right to the card beside. */
export function walk(event: KeyboardEvent<HTMLElement>) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const card = event.currentTarget.closest('[data-card]')
  const next = card && target(card, event.key)
  if (!next) return
  event.preventDefault()
  next.querySelector('a')?.focus()
}

function target(card: Element, key: string): Element | null | undefined {
  switch (key) {
    case 'ArrowDown':
      return sibling(card, 'nextElementSibling')
    case 'ArrowUp':
      return sibling(card, 'previousElementSibling')
    case 'ArrowRight':
      return across(card, 'nextElementSibling')
    case 'ArrowLeft':
      return across(card, 'previousElementSibling')
    default:
      return undefined
  }
}

type Way = 'nextElementSibling' | 'previousElementSibling'

function sibling(card: Element, way: Way): Element | null {
  const next = card[way]
  return next?.matches('[data-card]') ? next : null
}

/** The card of the nearest column with cards that stands at about the same height. */
function across(card: Element, way: Way): Element | undefined {
  const { top } = card.getBoundingClientRect()
  let column = card.closest('section')?.[way]
  while (column) {
    const cards = [...column.querySelectorAll('[data-card]')]
    const away = (c: Element) => Math.abs(c.getBoundingClientRect().top - top)
    if (cards.length > 0) return cards.reduce((a, b) => (away(b) < away(a) ? b : a))
    column = column[way]
  }
  return undefined
}
