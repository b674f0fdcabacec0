import { Anchor, Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '@/lib/routing/paths'
import { useWorkspace } from '@/lib/workspace/workspace'
import classes from './outbox.module.css'
import { useDecide } from './use-decide'
import { type Decision, type MessageState, possibleNow } from './view'

interface DecideBarProps {
  state: MessageState
  chosen: string[]
  /** All that are shown: decided where none is chosen. */
  shown: string[]
  onDone: () => void
}

/** What these messages wait for, and the answers, for the chosen ones or for all that are shown. */
export function DecideBar({ state, chosen, shown, onDone }: DecideBarProps) {
  const { t } = useTranslation()
  const { ask, pending } = useDecide()
  const { testMode } = useWorkspace().workspace
  const testing = testMode && state === 'held'
  const ids = chosen.length > 0 ? chosen : shown
  const run = async (decision: Decision) => {
    if (await ask(ids, decision)) onDone()
  }
  return (
    <section className={classes.bar} aria-label={t('outbox.decisions')}>
      <Text size="sm" aria-live="polite">
        {chosen.length > 0
          ? t('ui.chosen', { count: chosen.length })
          : t(`outbox.waiting.${testing ? 'test_mode' : state}`, { count: shown.length })}
      </Text>
      {testing && (
        <Anchor component={Link} to={paths.settings('sending')} size="sm">
          {t('outbox.end_test_mode')}
        </Anchor>
      )}
      {possibleNow(state, testMode).map((decision) => (
        <Button
          key={decision}
          size="xs"
          variant="default"
          disabled={pending}
          onClick={() => void run(decision)}
        >
          {chosen.length > 0
            ? t(`outbox.decide.${decision}`)
            : t('outbox.decide_all', { decision: t(`outbox.decide.${decision}`) })}
        </Button>
      ))}
    </section>
  )
}
