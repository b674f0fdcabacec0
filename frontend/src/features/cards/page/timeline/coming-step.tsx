import { Button, Text } from '@mantine/core'
import { IconHelpCircle, IconMailOpened } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { Say } from '@/components/ui/say'
import { StateBadge } from '@/components/ui/state-badge'
import { KindIcon } from '@/components/ui/step-kind'
import { When } from '@/components/ui/when'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { Line } from './line'
import classes from './timeline.module.css'

/** A step that an automation will take, when, and why then. */
export function ComingStepLine({ step, view }: { step: api.ComingStep; view: api.CardView }) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  return (
    <Line
      picture={<KindIcon kind={step.kind} size={15} />}
      coming
      expected={!step.pending}
      kind="step"
    >
      <div className={classes.first}>
        <Text span fw={550} className="clip" title={step.template}>
          {t(`kind.${step.kind}`)}: {step.template}
        </Text>
        <StateBadge state={step.state} reason={step.reason} />
      </div>
      <Text size="sm" c="dimmed" component="div" className={classes.facts}>
        <When at={step.at} />
        <span className="clip" title={step.name}>
          {step.name}, {t('cards.step', { position: step.position })}
        </span>
        {step.pending && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconHelpCircle size={14} />}
            onClick={() => open({ kind: 'why', card: view.card.id, sequence: step.sequence })}
          >
            {t('cards.why')}
          </Button>
        )}
        {step.message && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconMailOpened size={14} />}
            onClick={() => open({ kind: 'message', id: step.message })}
          >
            {t('card.open_message')}
          </Button>
        )}
      </Text>
      {step.shifts.map((s) => (
        <Text key={s.key} size="xs" c="dimmed">
          → <Say of={s} />
        </Text>
      ))}
    </Line>
  )
}
