import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { SideDrawer } from '@/components/ui/side-drawer'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { ToneBadge } from '@/components/ui/state-badge'
import { KindIcon } from '@/components/ui/step-kind'
import { useFormat } from '@/lib/format/use-format'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import { useTodaySteps } from './api'
import classes from './today.module.css'

/** As many as the backend gives. */
const most = 200

const tones = { '': 'blue', done: 'green', skipped: 'grey', failed: 'red' } as const

interface StepsDrawerProps {
  ask: api.ListTodayStepsIn
  onClose: () => void
}

/** The steps behind a number of today, each with its card and automation. */
export function StepsDrawer({ ask, onClose }: StepsDrawerProps) {
  const { t } = useTranslation()
  const steps = useTodaySteps(ask)
  const kind = t(`kind.${ask.kind}`)
  return (
    <SideDrawer
      open
      onClose={onClose}
      title={t(ask.coming ? 'today.steps_coming' : 'today.steps_done', { kind })}
    >
      {steps.error && <ErrorBox error={steps.error} />}
      {steps.isPending && <LinesSkeleton />}
      {steps.data?.length === 0 && <Text c="dimmed">{t('today.steps_none')}</Text>}
      <ul className={classes.steps}>
        {steps.data?.map((s) => (
          <Step key={`${s.sequence} ${s.card} ${s.at} ${s.kind}`} step={s} onLeave={onClose} />
        ))}
      </ul>
      {steps.data?.length === most && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('today.steps_first', { count: most })}
        </Text>
      )}
    </SideDrawer>
  )
}

function Step({ step, onLeave }: { step: api.TodayStep; onLeave: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <li className={classes.step}>
      <KindIcon kind={step.kind} size={16} />
      <div className={classes.words}>
        <Anchor
          component={Link}
          to={paths.card(step.product, step.card)}
          className="clip"
          display="block"
          title={step.cardName}
          onClick={onLeave}
        >
          {step.cardName}
        </Anchor>
        <Anchor
          component={Link}
          to={paths.automation(step.product, step.sequence)}
          size="sm"
          c="dimmed"
          className="clip"
          display="block"
          onClick={onLeave}
        >
          {step.seqName}
        </Anchor>
        {step.reason && (
          <Text size="sm" c="dimmed">
            {say(step.reason)}
          </Text>
        )}
      </div>
      <span className="num">{format.time(step.at)}</span>
      <ToneBadge tone={tones[step.outcome]}>
        {t(`today.outcome.${step.outcome || 'coming'}`)}
      </ToneBadge>
    </li>
  )
}
