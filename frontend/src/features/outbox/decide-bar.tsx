import { Anchor, Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { JobBar } from '@/components/ui/job-bar'
import { useFormat } from '@/lib/format/use-format'
import { paths } from '@/lib/routing/paths'
import { useWorkspace } from '@/lib/workspace/workspace'
import classes from './outbox.module.css'
import { useDecide, useDecideAll } from './use-decide'
import { type Decision, type MessageState, possibleNow } from './view'

interface DecideBarProps {
  /** The view, with a state; it is decided as a whole where no message is chosen. */
  filter: api.MessageFilter
  /** How many messages the view has. */
  total: number
  /** Why they stand there, where that is the same for all. */
  reason: string
  chosen: string[]
  onDone: () => void
}

/** What these messages wait for, and the answers, for the chosen ones or for all of the view. */
export function DecideBar({ filter, total, reason, chosen, onDone }: DecideBarProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const some = useDecide()
  const all = useDecideAll(onDone)
  const { testMode } = useWorkspace().workspace
  const state = filter.state as MessageState
  const testing = testMode && state === 'held'
  const run = async (decision: Decision) => {
    if (chosen.length === 0) await all.ask(filter, total, decision)
    else if (await some.ask(chosen, state, decision)) onDone()
  }
  if (all.job) return <JobBar job={all.job} onCancel={all.cancel} />
  return (
    <section className={classes.bar} aria-label={t('outbox.decisions')}>
      <Text size="sm" aria-live="polite">
        {chosen.length > 0
          ? t('ui.chosen', { count: chosen.length })
          : t(`outbox.waiting.${testing ? 'test_mode' : state}`, { count: total })}
      </Text>
      {testing && (
        <Anchor component={Link} to={paths.settings('sending')} size="sm">
          {t('outbox.end_test_mode')}
        </Anchor>
      )}
      {possibleNow(state, reason, testMode).map((decision) => (
        <Button
          key={decision}
          size="xs"
          variant="default"
          disabled={some.pending}
          onClick={() => void run(decision)}
        >
          {chosen.length > 0
            ? t(`outbox.decide.${decision}`)
            : t('outbox.decide_all', {
                decision: t(`outbox.decide.${decision}`),
                count: total,
                number: number(total),
              })}
        </Button>
      ))}
    </section>
  )
}
