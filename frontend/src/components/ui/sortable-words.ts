import type { Announcements, ScreenReaderInstructions } from '@dnd-kit/core'
import { useTranslation } from 'react-i18next'
import { announce } from './announce'
import { isSource, type Landing } from './sortable-drag'

interface DragWords {
  accessibility: {
    announcements: Announcements
    screenReaderInstructions: ScreenReaderInstructions
  }
  /** It would land elsewhere now; undefined: nowhere. */
  over: (id: string, landing: Landing | undefined) => void
  /** It was dropped there; undefined: put back. */
  dropped: (id: string, landing: Landing | undefined) => void
}

/** What screen readers hear while something is dragged, in the reader's language. */
export function useDragWords(ids: string[], nameOf: (id: string) => string): DragWords {
  const { t } = useTranslation()
  const place = (id: string, landing: Landing) => ({
    name: nameOf(id),
    place: landing.to + 1,
    total: isSource(id, ids) ? ids.length + 1 : ids.length,
  })
  const silent = () => undefined
  return {
    accessibility: {
      screenReaderInstructions: { draggable: t('ui.drag_how') },
      announcements: {
        onDragStart: ({ active }) => {
          const id = String(active.id)
          return isSource(id, ids)
            ? t('ui.drag_lifted_new', { name: nameOf(id) })
            : t('ui.drag_lifted', place(id, { id, to: ids.indexOf(id) }))
        },
        // The place can change while what is under it stays the same, so the board says it.
        onDragOver: silent,
        onDragEnd: silent,
        onDragCancel: silent,
      },
    },
    over: (id, landing) =>
      announce(
        landing
          ? t('ui.drag_over', place(id, landing))
          : t('ui.drag_outside', { name: nameOf(id) }),
      ),
    dropped: (id, landing) =>
      announce(
        landing
          ? t('ui.drag_dropped', place(id, landing))
          : t('ui.drag_back', { name: nameOf(id) }),
      ),
  }
}
