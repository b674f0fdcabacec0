import { Away } from '@/features/away/away'
import { OutboxPage } from '@/features/outbox/outbox-page'
import { SurgeBanner } from '@/features/surge/surge-banner'
import { useStatus } from './shell/api'

/** The outbox, under the question that a day with far too many messages asks, and what waits since one was away. */
export function Outbox() {
  const status = useStatus().data
  const waiting = (status?.heldSteps ?? 0) + (status?.missed ?? 0)
  return <OutboxPage banner={<SurgeBanner />} away={{ count: waiting, list: <Away /> }} />
}
