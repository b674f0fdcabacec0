import { Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Modal } from '@/components/ui/modal'
import { ToneBadge } from '@/components/ui/state-badge'
import classes from './forecast.module.css'
import { ForecastActions } from './forecast-actions'
import { ForecastBody } from './forecast-body'
import { ForecastProgress, ForecastStopped } from './forecast-progress'
import { chosenScope } from './state/scopes'
import { type View, viewSchema } from './state/view'
import { useForecast } from './use-forecast'

interface ForecastOverProps {
  /** What is forecast, as it would be saved. */
  draft: api.SaveSequenceIn
  onClose: () => void
}

/** The forecast of a draft over the screen that edits it, so that nothing of the draft is lost. */
export function ForecastOver({ draft, onClose }: ForecastOverProps) {
  const { t } = useTranslation()
  const [view, setView] = useState<View>(() => viewSchema.parse({}))
  const change = (part: Partial<View>) => setView((old) => ({ ...old, ...part }))
  const { state, again, stop } = useForecast({ id: draft.id, draft, days: view.days })
  const { out, job } = state
  const scope = out && chosenScope(out, view.scope)
  return (
    <Modal
      opened
      fullScreen
      onClose={onClose}
      title={
        <Text span fw={600} fz="lg">
          {t('forecast.title_of', { name: draft.name })}{' '}
          <ToneBadge tone="amber">{t('forecast.draft')}</ToneBadge>
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={`${classes.screen} ${classes.over}`}>
        <div className={classes.bar}>
          <ForecastActions
            days={view.days}
            onDays={(days) => change({ days, day: '' })}
            onAgain={again}
            running={job !== undefined}
            exporting={out && scope ? { job: out.job.id, scope: scope.scope } : undefined}
          />
        </div>
        <ErrorBox error={state.error} onRetry={again} />
        {state.cancelled && <ForecastStopped onAgain={again} />}
        {job && <ForecastProgress job={job} onCancel={stop} first={!out} />}
        {out && scope && (
          <ForecastBody
            {...{ out, scope, view, change }}
            product={draft.product}
            filter={draft.filter}
            stale={job !== undefined}
          />
        )}
      </div>
    </Modal>
  )
}
