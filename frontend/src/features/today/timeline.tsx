import { Anchor, Text, Title } from '@mantine/core'
import { IconBolt } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { useFormat } from '@/lib/format/use-format'
import { paths } from '@/lib/routing/paths'
import { useProduct } from '@/lib/workspace/workspace'
import { useToday } from './api'
import { Counts } from './counts'
import { HourLine } from './hour-line'
import { StepsDrawer } from './steps-drawer'
import classes from './today.module.css'

/** What the automations do today: the day's numbers, then hour by hour, with now between them. */
export function Timeline() {
  const { t } = useTranslation()
  const format = useFormat()
  const today = useToday()
  const [ask, setAsk] = useState<api.ListTodayStepsIn>()
  const data = today.data
  const hours = data?.hours ?? []
  const past = hours.filter((h) => h.from <= format.now)
  const most = Math.max(1, ...hours.flatMap((h) => h.kinds.map((k) => k.done + k.coming)))
  const line = (h: api.TodayHour) => (
    <HourLine
      key={h.from}
      hour={h}
      most={most}
      onOpen={(part) => setAsk({ ...part, from: h.from, to: h.to })}
    />
  )
  return (
    <section className={classes.side} aria-labelledby="today-automations">
      <Title order={2} id="today-automations" className={classes.heading}>
        {t('today.automations')}
      </Title>
      {today.error && <ErrorBox error={today.error} onRetry={() => void today.refetch()} />}
      {today.isPending && <LinesSkeleton />}
      {data && hours.length === 0 && <Nothing active={data.active} />}
      {hours.length > 0 && data && (
        <>
          <ul className={classes.kinds}>
            {data.kinds.map((k) => (
              <li key={k.kind} className={classes.kind}>
                <Counts
                  kind={k}
                  named
                  onOpen={(coming) => setAsk({ kind: k.kind, coming, from: 0, to: 0 })}
                />
              </li>
            ))}
          </ul>
          <ol className={classes.hours} aria-label={t('today.hours')}>
            {past.map(line)}
            <li className={classes.now}>
              <Text span size="sm" fw={600}>
                {t('today.now', { time: format.time(format.now) })}
              </Text>
            </li>
            {hours.filter((h) => h.from > format.now).map(line)}
          </ol>
        </>
      )}
      {ask && <StepsDrawer ask={ask} onClose={() => setAsk(undefined)} />}
    </section>
  )
}

function Nothing({ active }: { active: number }) {
  const { t } = useTranslation()
  const { product } = useProduct()
  return (
    <EmptyState small icon={IconBolt} title={t('today.automations_none')}>
      {active > 0
        ? t('today.automations_none_words', { count: active })
        : t('today.automations_off')}{' '}
      <Anchor component={Link} to={paths.automations(product.id)} inherit underline="always">
        {t('today.open_automations')}
      </Anchor>
    </EmptyState>
  )
}
