import { Button, Title } from '@mantine/core'
import { IconMoodSmile } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { JobBar } from '@/components/ui/job-bar'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { useActs } from '@/lib/jobs/use-acts'
import { Absence } from './absence'
import { useAway } from './api'
import classes from './away.module.css'
import { HeldGroup } from './held-group'
import { MissedGroup } from './missed-group'
import { useDecideMissed } from './use-decide-missed'

const allHeld: api.RunningAsk = {
  sequence: '',
  step: '',
  state: 'held',
  reason: '',
  from: 0,
  to: 0,
  search: '',
}

/** "While you were away": what became too late, what came and went, and what was made up for by itself. */
export function Away() {
  const { t } = useTranslation()
  const { data, error, refetch } = useAway()
  const acts = useActs(() => {})
  const missed = useDecideMissed()
  const job = acts.job.job ? acts.job : missed.job
  if (error) return <ErrorBox error={error} onRetry={() => void refetch()} />
  if (!data) return <LinesSkeleton count={6} />
  const nothing = data.held.length + data.missed.length === 0
  return (
    <div className={classes.page}>
      {job.job && <JobBar job={job.job} onCancel={job.cancel} />}
      <div className={classes.body}>
        {data.absence && <Absence absence={data.absence} />}
        {nothing && (
          <EmptyState small icon={IconMoodSmile} title={t('away.nothing')}>
            {t('away.nothing_words')}
          </EmptyState>
        )}
        {data.held.length > 0 && (
          <section aria-label={t('away.held')}>
            <div className={classes.head}>
              <Title order={2} className={classes.heading}>
                {t('away.held')}
              </Title>
              {data.held.length > 1 &&
                (['send', 'skip'] as const).map((action) => (
                  <Button
                    key={action}
                    size="compact-sm"
                    variant="default"
                    disabled={acts.asking || job.job !== undefined}
                    onClick={() => acts.act({ ids: [], all: allHeld, except: [] }, action)}
                  >
                    {t(`away.all_${action}`)}
                  </Button>
                ))}
            </div>
            {data.held.map((group) => (
              <HeldGroup
                key={`${group.step} ${group.reason} ${group.first}`}
                group={group}
                busy={acts.asking || job.job !== undefined}
                onAct={acts.act}
              />
            ))}
          </section>
        )}
        {data.missed.length > 0 && (
          <section aria-label={t('away.missed')}>
            <Title order={2} className={classes.heading}>
              {t('away.missed')}
            </Title>
            {data.missed.map((group) => (
              <MissedGroup
                key={group.sequence}
                group={group}
                busy={job.job !== undefined}
                onDecide={missed.decide}
              />
            ))}
          </section>
        )}
      </div>
    </div>
  )
}
