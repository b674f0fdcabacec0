import { OutboxPage } from '@/features/outbox/outbox-page'
import { SurgeBanner } from '@/features/surge/surge-banner'

/** The outbox, under the question that a day with far too many messages asks. */
export function Outbox() {
  return <OutboxPage banner={<SurgeBanner />} />
}
