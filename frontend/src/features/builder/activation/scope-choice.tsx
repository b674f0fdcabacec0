import { Radio, Stack, Text } from '@mantine/core'
import { IconMailOff, IconPhoneOff, IconThumbUp } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { CountDoor } from '@/components/ui/count-door'
import { ToneBadge } from '@/components/ui/state-badge'
import { KindIcon } from '@/components/ui/step-kind'
import { When } from '@/components/ui/when'
import { paths } from '@/lib/routing/paths'
import classes from './activation.module.css'
import { ChoiceCard } from './choice-card'

interface ScopeChoiceProps {
  scope: api.ActivateIn['scope']
  onChange: (scope: api.ActivateIn['scope']) => void
  preview: api.ActivationOut
  product: string
  filter: string
}

/** All cards or only new ones, each with what it would do. */
export function ScopeChoice({ scope, onChange, preview, product, filter }: ScopeChoiceProps) {
  const { t } = useTranslation()
  const { matches, starts } = preview
  return (
    <Radio.Group
      value={scope}
      onChange={(value) => onChange(value as api.ActivateIn['scope'])}
      label={t('activation.question')}
      labelProps={{ className: classes.question }}
    >
      <Stack gap="xs" mt={6}>
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
        </ChoiceCard>
        <ChoiceCard
          value="all"
          title={t('activation.all.title')}
          aside={
            <CountDoor
              count={matches}
              to={paths.cards(product)}
              search={{ filter }}
              label={t('activation.all.matches', { count: matches })}
              inWords
            />
          }
        >
          <Text size="sm" c="dimmed">
            {t('activation.all.starts', { count: starts })}
            {starts < matches && ` ${t('activation.all.before', { count: matches - starts })}`}
          </Text>
          {starts > 0 && <Forecast preview={preview} />}
        </ChoiceCard>
      </Stack>
    </Radio.Group>
  )
}

/** What all cards would get, step by step, and who would not get it. */
function Forecast({ preview }: { preview: api.ActivationOut }) {
  const { t } = useTranslation()
  const has = (kind: api.StepForecast['kind']) => preview.steps.some((step) => step.kind === kind)
  return (
    <>
      <ul className={classes.steps}>
        {preview.steps.map((step) => (
          <li key={step.position}>
            <KindIcon kind={step.kind} size={16} />
            <span>{t(`activation.step.${step.kind}`, { count: step.count })}</span>
            <span className={classes.at}>
              <When at={step.at} />
            </span>
          </li>
        ))}
      </ul>
      {preview.noEmail > 0 && has('email_client') && (
        <div className={classes.without}>
          <IconMailOff size={16} aria-hidden />
          {t('activation.no_email', { count: preview.noEmail })}
        </div>
      )}
      {preview.noPhone > 0 && has('sms_client') && (
        <div className={classes.without}>
          <IconPhoneOff size={16} aria-hidden />
          {t('activation.no_phone', { count: preview.noPhone })}
        </div>
      )}
    </>
  )
}
