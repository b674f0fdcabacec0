import { Anchor, Button, Text } from '@mantine/core'
import {
  type Icon,
  IconBolt,
  IconCheckbox,
  IconHelpCircle,
  IconId,
  IconSend,
} from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { Say } from '@/components/ui/say'
import { StateBadge } from '@/components/ui/state-badge'
import { KindIcon } from '@/components/ui/step-kind'
import { When } from '@/components/ui/when'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import classes from './timeline.module.css'

/** A step that an automation will take. */
export function ComingLine({ step, card }: { step: api.ComingStep; card: string }) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  return (
    <li className={classes.line} data-coming data-expected={!step.pending || undefined}>
      <span className={classes.dot} aria-hidden>
        <KindIcon kind={step.kind} size={15} />
      </span>
      <div className={classes.body}>
        <div className={classes.first}>
          <Text span fw={550} className="clip" title={step.template}>
            {t(`kind.${step.kind}`)}: {step.template}
          </Text>
          <StateBadge state={step.state} reason={step.reason} />
        </div>
        <Text size="sm" c="dimmed" component="div">
          <When at={step.at} /> · {step.name}, {t('cards.step', { position: step.position })}
        </Text>
        {step.shifts.map((s) => (
          <Text key={s.key} size="xs" c="dimmed">
            → <Say of={s} />
          </Text>
        ))}
        {step.pending && (
          <Button
            size="compact-xs"
            variant="subtle"
            ml={-8}
            leftSection={<IconHelpCircle size={14} />}
            onClick={() => open({ kind: 'why', card, sequence: step.sequence })}
          >
            {t('cards.why')}
          </Button>
        )}
      </div>
    </li>
  )
}

const icons: Record<api.HistoryLine['kind'], Icon> = {
  card: IconId,
  task: IconCheckbox,
  message: IconSend,
  sequence: IconBolt,
}

/** Something that happened. */
export function PastLine({ line }: { line: api.HistoryLine }) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  const Picture = icons[line.kind]
  return (
    <li className={classes.line}>
      <span className={classes.dot} aria-hidden>
        <Picture size={15} stroke={1.75} />
      </span>
      <div className={classes.body}>
        <Text component="div">
          <Say of={line.say} />
        </Text>
        <Text size="sm" c="dimmed" component="div">
          <When at={line.at} /> · {line.who || t('common.product')}
          {line.message && (
            <>
              {' · '}
              <Anchor
                component="button"
                type="button"
                size="sm"
                onClick={() => open({ kind: 'message', id: line.message })}
              >
                {t('cards.open_message')}
              </Anchor>
            </>
          )}
        </Text>
      </div>
    </li>
  )
}
