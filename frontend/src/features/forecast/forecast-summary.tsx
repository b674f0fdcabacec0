import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { paths } from '@/lib/routing/paths'
import { ForecastProgress } from './forecast-progress'
import { ScopeSummary } from './scope-summary'
import { useForecast } from './use-forecast'

interface ForecastSummaryProps {
  product: string
  sequence: string
  /** What is not saved yet; without it as it is saved. */
  draft?: api.SaveSequenceIn
  /** Which answer; without it every one, each under its name. */
  scope?: 'all' | 'new'
  /** How far it looks, in days. */
  days?: number
  /** Hears of the forecast, whose job leads to all of it. */
  onReady?: (out: api.ForecastOut) => void
}

/** What an automation would do, in a few lines, with a door to the whole forecast. */
export function ForecastSummary(p: ForecastSummaryProps) {
  const { t } = useTranslation()
  const { product, sequence, onReady } = p
  const { state, again, stop } = useForecast({ id: sequence, draft: p.draft, days: p.days ?? 60 })
  const { out, job, error } = state
  useEffect(() => {
    if (out) onReady?.(out)
  }, [out, onReady])
  const shown = out?.scopes.filter((s) => !p.scope || s.scope === p.scope || s.scope === 'now')
  return (
    <section aria-label={t('forecast.summary')}>
      <ErrorBox error={error} onRetry={again} />
      {job && <ForecastProgress job={job} onCancel={stop} first={false} />}
      {!out && job && <LinesSkeleton count={3} />}
      {state.cancelled && (
        <button type="button" className="linkish" onClick={again}>
          {t('forecast.again')}
        </button>
      )}
      {out &&
        shown?.map((scope) => (
          <div key={scope.scope}>
            {shown.length > 1 && (
              <Text size="sm" fw={600} mt={8}>
                {t(`forecast.scope.${scope.scope}`)}
              </Text>
            )}
            <ScopeSummary scope={scope} out={out} product={product} />
          </div>
        ))}
      {out && !p.draft && (
        <Anchor
          component={Link}
          to={paths.forecast(product, sequence)}
          search={{ scope: p.scope } as never}
          size="sm"
        >
          {t('forecast.whole')}
        </Anchor>
      )}
    </section>
  )
}
