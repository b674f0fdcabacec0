import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { dayOf } from '@/lib/format/format'
import { useFormat } from '@/lib/format/use-format'
import { useView } from '@/lib/routing/use-view'
import classes from './forecast.module.css'
import { ForecastActions } from './forecast-actions'
import { ForecastBody } from './forecast-body'
import { ForecastProgress, ForecastStopped } from './forecast-progress'
import { StaleNote } from './stale-note'
import { chosenScope } from './state/scopes'
import { viewSchema } from './state/view'
import { useChanged } from './use-changed'
import { useForecast } from './use-forecast'

interface ForecastScreenProps {
  id: string
  plan: api.SequenceView
  back: { to: string; label: string }
}

/** Which card gets what and when: the numbers of each answer, the days, and every single thing. */
export function ForecastScreen({ id, plan, back }: ForecastScreenProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [view, change] = useView(viewSchema)
  const { state, again, stop } = useForecast({ id, days: view.days })
  const { out, job } = state
  const scope = out && chosenScope(out, view.scope)
  const changed = useChanged(out, plan.sequence)
  return (
    <Page
      title={t('forecast.title_of', { name: plan.sequence.name })}
      back={back}
      subtitle={
        out &&
        t('forecast.span', {
          from: format.moment(out.from),
          until: format.near(dayOf(out.until, format.zone)),
        })
      }
      actions={
        <ForecastActions
          days={view.days}
          onDays={(days) => change({ days, day: '' })}
          onAgain={again}
          running={job !== undefined}
          exporting={out && scope ? { job: out.job.id, scope: scope.scope } : undefined}
        />
      }
    >
      <div className={classes.screen}>
        <ErrorBox error={state.error} onRetry={again} />
        {state.cancelled && <ForecastStopped onAgain={again} />}
        {job && <ForecastProgress job={job} onCancel={stop} first={!out} />}
        {out && !job && <StaleNote changed={changed} onAgain={again} />}
        {out && scope && (
          <ForecastBody
            {...{ out, scope, view, change }}
            product={plan.sequence.product}
            filter={plan.sequence.filter}
            stale={job !== undefined}
          />
        )}
      </div>
    </Page>
  )
}
