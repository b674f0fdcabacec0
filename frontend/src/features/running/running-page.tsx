import { Button } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { StateBadge } from '@/components/ui/state-badge'
import { paths } from '@/lib/routing/paths'
import { useParam, useView } from '@/lib/routing/use-view'
import { useRunning } from './api'
import { CardsPanel } from './cards-panel'
import { Days } from './days'
import { Funnel } from './funnel'
import { Reasons } from './reasons'
import classes from './running.module.css'
import { StartDialog } from './start-dialog'
import { type Door, through, viewSchema } from './view'

/** One automation while it runs: who is where, what comes, what was left out and why. */
export function RunningPage() {
  const { t } = useTranslation()
  const id = useParam('sequence')
  const product = useParam('product')
  const { data, error, refetch } = useRunning(id)
  const [view, change] = useView(viewSchema)
  const [starting, setStarting] = useState(false)
  const open = (door: Door) => change(through(door))
  const runs = data !== undefined && data.state !== 'inactive'
  return (
    <Page
      title={data?.name ?? ''}
      back={{ to: paths.automation(product, id), label: t('running.to_builder') }}
      aside={data && <StateBadge state={data.state} />}
      subtitle={t('running.subtitle')}
      fill
      actions={
        <Button
          leftSection={<IconPlayerPlay size={16} />}
          disabled={!runs}
          title={runs ? undefined : t('running.start_inactive')}
          onClick={() => setStarting(true)}
        >
          {t('running.start')}
        </Button>
      }
    >
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {!data && !error && <LinesSkeleton count={8} />}
      {data && (
        <div className={classes.columns}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it */}
          <section className={classes.numbers} aria-label={t('running.numbers')} tabIndex={0}>
            <Funnel running={data} view={view} onOpen={open} />
            {data.live > 0 && <Days days={data.days} view={view} onOpen={open} />}
            {data.reasons.length > 0 && (
              <Reasons reasons={data.reasons} view={view} onOpen={open} />
            )}
          </section>
          <CardsPanel
            running={data}
            view={view}
            onView={change}
            onStart={runs ? () => setStarting(true) : undefined}
          />
        </div>
      )}
      {starting && data && <StartDialog running={data} onClose={() => setStarting(false)} />}
    </Page>
  )
}
