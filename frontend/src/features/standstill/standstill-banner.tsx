import { Text } from '@mantine/core'
import { IconClockExclamation, IconDatabaseExclamation, IconPlayerPause } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { Say } from '@/components/ui/say'
import { useFormat } from '@/lib/format/use-format'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { type Reason, useNow, useStandstills } from './api'
import { ClockAnswer } from './clock-answer'
import { DamagedAnswer } from './damaged-answer'
import { DiskLine } from './disk-line'
import { MovedAnswer } from './moved-answer'
import { RestoredAnswer } from './restored-answer'
import classes from './standstill.module.css'
import { useStartAnew } from './use-start-anew'

const pictures: Record<Reason, typeof IconPlayerPause> = {
  restored: IconPlayerPause,
  moved: IconPlayerPause,
  clock_back: IconClockExclamation,
  clock_ahead: IconClockExclamation,
  damaged: IconDatabaseExclamation,
}

const answers: Partial<Record<Reason, ComponentType<{ reason: Reason }>>> = {
  restored: RestoredAnswer,
  moved: MovedAnswer,
  damaged: DamagedAnswer,
  clock_back: ClockAnswer,
  clock_ahead: ClockAnswer,
}

/** Nothing runs by itself until a person answers: one line for each reason. */
export function StandstillBanner() {
  const list = useStandstills().data ?? []
  useStartAnew()
  return (
    <>
      <DiskLine />
      {list.map((view) => (
        <Line key={view.standstill.reason} view={view} />
      ))}
    </>
  )
}

function Line({ view }: { view: api.StandstillView }) {
  const { t } = useTranslation()
  const format = useFormat()
  const admin = useIsAdmin()
  const now = useNow().data?.now
  const reason = view.standstill.reason
  const Picture = pictures[reason]
  const Answer = answers[reason]
  const title = t(`standstill.title.${view.standstill.args.repaired ? 'repaired' : reason}`)
  return (
    <section className={classes.banner} aria-label={title}>
      <Picture size={20} aria-hidden className={classes.icon} />
      <div className={classes.text}>
        <Text fw={600}>{title}</Text>
        <Text size="sm">
          <Say of={view.say} />
        </Text>
        {reason.startsWith('clock_') && now !== undefined && (
          <Text size="sm" className="num">
            {t('standstill.clock_now', { now: format.fully(now) })}
          </Text>
        )}
      </div>
      {admin && Answer && <Answer reason={reason} />}
      {!admin && <Text size="sm">{t('standstill.admins')}</Text>}
    </section>
  )
}
