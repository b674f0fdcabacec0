import { Anchor, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api, crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { StateBadge } from '@/components/ui/state-badge'
import { KindIcon } from '@/components/ui/step-kind'
import { useFormat } from '@/lib/format/use-format'
import { paths } from '@/lib/routing/paths'
import classes from './forecast.module.css'
import { leftOut, nothingIn } from './state/scopes'

interface ScopeSummaryProps {
  scope: crm.ForecastScope
  out: api.ForecastOut
  product: string
}

/** One answer in lines: what each step does and when, what is left out, who hears twice. */
export function ScopeSummary({ scope, out, product }: ScopeSummaryProps) {
  const { t } = useTranslation()
  const nothing = nothingIn(scope)
  if (nothing) {
    return (
      <Text size="sm" c="dimmed">
        {t(`forecast.nothing_words.${nothing}`)}
      </Text>
    )
  }
  const door = (search: Record<string, unknown>) => ({
    component: Link,
    to: paths.forecast(product, out.sequence),
    search: { scope: scope.scope, ...search } as never,
    size: 'sm' as const,
  })
  return (
    <ul className={classes.summary}>
      {scope.steps
        .filter((step) => step.done > 0)
        .map((step) => (
          <li key={step.position}>
            <KindIcon kind={step.kind} size={16} />
            <span className="num">{t(`forecast.sum.${step.kind}`, { count: step.done })}</span>
            <span className={`${classes.small} num`}>
              <Moments step={step} total={scope.total} currency={out.currency} />
            </span>
          </li>
        ))}
      {leftOut(scope.reasons).map(({ outcome, reason, count }) => (
        <li key={`${outcome} ${reason}`}>
          <StateBadge state={outcome} />
          <Anchor {...door({ outcome, reason })}>
            {t('forecast.sum.left_out', {
              count,
              reason: reason ? t(`reason.${reason}`) : t(`state.${outcome}`),
            })}
          </Anchor>
        </li>
      ))}
      {scope.clashes.map(({ sequence, name, count }) => (
        <li key={sequence}>
          <IconAlertTriangle size={16} className={classes.warn} aria-hidden />
          <Anchor {...door({ sequence })}>{t('forecast.clash', { count, name })}</Anchor>
        </li>
      ))}
    </ul>
  )
}

interface MomentsProps {
  step: crm.ForecastStep
  total: crm.ForecastDay
  currency: string
}

/** From when to when a step acts, and what its SMS cost. */
function Moments({ step, total, currency }: MomentsProps) {
  const { t } = useTranslation()
  const { moment, money } = useFormat()
  const [first, last] = [moment(step.first), moment(step.last)]
  const cost = currency && total.parts > 0 ? (total.cost * step.parts) / total.parts : 0
  return [
    first === last ? first : `${first} – ${last}`,
    step.parts > step.done && t('forecast.parts', { count: step.parts }),
    cost > 0 && `≈\u00a0${money(cost, currency)}`,
  ]
    .filter(Boolean)
    .join(' · ')
}
