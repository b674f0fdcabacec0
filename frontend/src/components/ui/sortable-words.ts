import type { Announcements, ScreenReaderInstructions, UniqueIdentifier } from '@dnd-kit/core'
import { useTranslation } from 'react-i18next'

interface DragWords {
  announcements: Announcements
  screenReaderInstructions: ScreenReaderInstructions
}

/** What screen readers hear while something is dragged, in the reader's language. */
export function useDragWords(ids: string[], nameOf: (id: string) => string): DragWords {
  const { t } = useTranslation()
  const name = (id: UniqueIdentifier) => nameOf(String(id))
  const total = ids.length
  const place = (id: UniqueIdentifier) => {
    const i = ids.indexOf(String(id))
    return i < 0 ? total : i + 1
  }
  return {
    screenReaderInstructions: { draggable: t('ui.drag_how') },
    announcements: {
      onDragStart: ({ active }) =>
        ids.includes(String(active.id))
          ? t('ui.drag_lifted', { name: name(active.id), place: place(active.id), total })
          : t('ui.drag_lifted_new', { name: name(active.id) }),
      onDragOver: ({ active, over }) =>
        over
          ? t('ui.drag_over', { name: name(active.id), place: place(over.id), total })
          : t('ui.drag_outside', { name: name(active.id) }),
      onDragEnd: ({ active, over }) =>
        over
          ? t('ui.drag_dropped', { name: name(active.id), place: place(over.id), total })
          : t('ui.drag_back', { name: name(active.id) }),
      onDragCancel: ({ active }) => t('ui.drag_back', { name: name(active.id) }),
    },
  }
}
