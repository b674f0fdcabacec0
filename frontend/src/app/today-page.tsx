import { SurgeBanner } from '@/features/surge/surge-banner'
import { MyDay } from '@/features/tasks/my-day'
import { TodayPage } from '@/features/today/today-page'
import { useStatus } from './shell/api'

/** The day: my tasks beside what the automations do. */
export function Today() {
  return <TodayPage status={useStatus().data} tasks={<MyDay />} banner={<SurgeBanner />} />
}
