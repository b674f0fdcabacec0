import { notifications } from '@mantine/notifications'
import { toast } from '@/components/ui/toast'
import { words } from '@/lib/i18n/setup'

let shown = ''

/** Says what was taken away and offers it back; only the last offer stays on the screen. */
export function offerBack(title: string, putBack: () => void) {
  if (shown) notifications.hide(shown)
  shown = toast({ title, action: { label: words.t('undo.undo'), run: putBack } })
}

/** Takes the offer away: what it is about is no longer on the screen. */
export function noOffer() {
  if (shown) notifications.hide(shown)
  shown = ''
}
