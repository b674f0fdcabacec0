import { Radio, Text } from '@mantine/core'
import { IconThumbUp } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { CountDoor } from '@/components/ui/count-door'
import { ToneBadge } from '@/components/ui/state-badge'
import { paths } from '@/lib/routing/paths'
import classes from './activation.module.css'
import type { Awaited } from './api'
import { ChoiceCard } from './choice-card'
import { ForeseenSteps, QuickSteps } from './scope-steps'

interface ScopeChoiceProps {
  scope: api.ActivateIn['scope']
  onChange: (scope: api.ActivateIn['scope']) => void
  preview: api.ActivationOut
  /** Cards that "all cards" starts, where those midway end first. */
  starts: number
  forecast: Awaited<api.ForecastOut>
  product: string
  filter: string
}

/** All cards or only new ones side by side, each with what it would do. */
export function ScopeChoice(p: ScopeChoiceProps) {
  const { t } = useTranslation()
  const { preview, starts } = p
  const { matches } = preview
  // With cards midway the forecast counts them too: what starts is a quick count then.
  const scopes = preview.midway === 0 ? p.forecast.out?.scopes : undefined
  const of = (scope: string) => scopes?.find((s) => s.scope === scope)
  const [all, fresh] = [of('all'), of('new')]
  const currency = p.forecast.out?.currency ?? ''
  return (
    <Radio.Group
      value={p.scope}
      onChange={(value) => p.onChange(value as api.ActivateIn['scope'])}
      label={t('activation.question')}
      labelProps={{ className: classes.question }}
    >
      <div className={classes.scopes}>
        <ChoiceCard
          value="new"
          title={t('activation.new.title')}
          aside={
            <ToneBadge tone="green" icon={IconThumbUp}>
              {t('activation.recommended')}
            </ToneBadge>
          }
        >
          <Text size="sm" c="dimmed">
            {t('activation.new.text', { count: matches })}
          </Text>
          {fresh && fresh.later > 0 && (
            <Text size="sm" c="dimmed">
              {t('activation.new.later', { count: fresh.later })}
            </Text>
          )}
          {fresh && fresh.later > 0 && <ForeseenSteps scope={fresh} currency={currency} />}
        </ChoiceCard>
        <ChoiceCard
          value="all"
          title={t('activation.all.title')}
          aside={
            <CountDoor
              count={matches}
              to={paths.cards(p.product)}
              search={{ filter: p.filter }}
              label={t('activation.all.matches', { count: matches })}
              inWords
            />
          }
        >
          <Text size="sm" c="dimmed">
            {t('activation.all.starts', { count: starts })}
            {starts < matches && ` ${t('activation.all.before', { count: matches - starts })}`}
          </Text>
          {starts > 0 && !all && <QuickSteps preview={preview} />}
          {starts > 0 && all && <ForeseenSteps scope={all} currency={currency} />}
        </ChoiceCard>
      </div>
    </Radio.Group>
  )
}
