import { type MouseEvent, useCallback } from 'react'
import { useOpenDrawer } from './drawers'

/**
 * What a link to a card does with a plain click: it opens the card in the drawer, so that one stays where
 * one is. With a key held, or by the middle button, it is a link like any other.
 */
export function useCardClick(): (e: MouseEvent, card: string) => void {
  const open = useOpenDrawer()
  return useCallback(
    (e, id) => {
      if (e.button !== 0 || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return
      e.preventDefault()
      open({ kind: 'card', id })
    },
    [open],
  )
}
