import type { api } from '@wails/go/models'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '@/components/ui/page'
import { useFormat } from '@/lib/format/use-format'
import { Decisions } from './decisions'
import { Timeline } from './timeline'
import classes from './today.module.css'

interface TodayPageProps {
  /** What the status line knows; what waits for a person is in it. */
  status?: api.EngineStatus
  /** My tasks of today. */
  tasks: ReactNode
  /** What asks before anything else. */
  banner?: ReactNode
}

/** The day at a glance: what I have to do, and what the automations do meanwhile. */
export function TodayPage({ status, tasks, banner }: TodayPageProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Page title={t('today.title')} subtitle={format.date(format.today)}>
      {banner}
      {status && <Decisions status={status} />}
      <div className={classes.columns}>
        {tasks}
        <Timeline />
      </div>
    </Page>
  )
}
