import { notifications } from '@mantine/notifications'
import { toast } from '@/components/ui/toast'
import { undoToast } from '@/components/ui/undo-toast'

let last: string | undefined

/**
 * Says what was done to a card and offers the way back: the batch of the operation, or the contrary of it.
 * The message before goes: only the last thing can be undone for sure, and they would cover the card.
 */
export function cardToast(done: Parameters<typeof undoToast>[0] | Parameters<typeof toast>[0]) {
  if (last) notifications.hide(last)
  last = 'undo' in done ? undoToast(done) : toast(done)
}
