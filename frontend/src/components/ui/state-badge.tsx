import { Tooltip } from '@mantine/core'
import {
  type Icon,
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconChecks,
  IconCircleDashed,
  IconCircleFilled,
  IconClock,
  IconClockOff,
  IconDoorExit,
  IconHandStop,
  IconHelpCircle,
  IconPlayerPause,
  IconPlayerStop,
  IconPlayerTrackNext,
  IconSend,
  IconShieldOff,
  IconX,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './state-badge.module.css'

/** The colours of meaning. */
export type Tone = 'green' | 'amber' | 'red' | 'violet' | 'blue' | 'grey'

const looks: Record<string, [Tone, Icon]> = {
  // messages
  queued: ['amber', IconClock],
  sending: ['blue', IconSend],
  sent: ['green', IconCheck],
  delivered: ['green', IconChecks],
  failed: ['red', IconX],
  expired: ['red', IconClockOff],
  uncertain: ['violet', IconHelpCircle],
  held: ['amber', IconHandStop],
  suppressed: ['grey', IconShieldOff],
  cancelled: ['grey', IconBan],
  // steps of a card
  waiting: ['amber', IconClock],
  expected: ['grey', IconCircleDashed],
  paused: ['grey', IconPlayerPause],
  done: ['green', IconCheck],
  skipped: ['grey', IconPlayerTrackNext],
  // enrolments
  completed: ['green', IconChecks],
  left: ['grey', IconDoorExit],
  stopped: ['grey', IconPlayerStop],
  // automations and accounts
  active: ['green', IconCheck],
  activating: ['blue', IconClock],
  inactive: ['grey', IconCircleFilled],
  running: ['blue', IconSend],
  trouble: ['red', IconAlertTriangle],
}

interface StateBadgeProps {
  /** A state of a message, a step, an enrolment or an automation: its words are `state.<state>`. */
  state: string
  /** Why: a reason code of the backend, shown in a tooltip and to screen readers. */
  reason?: string
  /** Only the icon is seen; the word stays for screen readers and as a tooltip. */
  iconOnly?: boolean
}

/** A state as icon, word and colour, so that colour alone never means anything. */
export function StateBadge({ state, reason, iconOnly }: StateBadgeProps) {
  const { t } = useTranslation()
  const [tone, Picture] = looks[state] ?? ['grey', IconCircleDashed]
  const word = t(`state.${state}`)
  const why = reason ? t(`reason.${reason}`) : ''
  const badge = (
    <span
      className={classes.badge}
      data-tone={tone}
      data-state={state}
      data-icon-only={iconOnly || undefined}
    >
      <Picture size={14} stroke={2} aria-hidden className={classes.icon} />
      <span className={iconOnly ? classes.hidden : 'clip'}>{word}</span>
      {why && <span className={classes.hidden}>: {why}</span>}
    </span>
  )
  const tip = [iconOnly ? word : '', why].filter(Boolean).join(': ')
  return tip ? <Tooltip label={tip}>{badge}</Tooltip> : badge
}

/** A word in a tone of meaning, with its icon, for what is not a state. */
export function ToneBadge(p: { tone: Tone; icon?: Icon; children: React.ReactNode }) {
  return (
    <span className={classes.badge} data-tone={p.tone}>
      {p.icon && <p.icon size={14} stroke={2} aria-hidden className={classes.icon} />}
      <span className="clip">{p.children}</span>
    </span>
  )
}
