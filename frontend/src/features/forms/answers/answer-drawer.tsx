import { Alert, Button, Stack } from '@mantine/core'
import { IconCheck, IconHandStop, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SideDrawer } from '@/components/ui/side-drawer'
import { ToneBadge } from '@/components/ui/state-badge'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import type { SubmissionRow } from '../contract'
import { AnswerFacts } from './answer-facts'
import classes from './answers.module.css'
import { SubmissionState } from './submission-state'
import { useDecideAnswers } from './use-decide-answers'

interface AnswerDrawerProps {
  row: SubmissionRow
  product: string
  onClose: () => void
}

/** One thing that was sent in: what was typed, what became of it and why, and the decision if it waits. */
export function AnswerDrawer({ row, product, onClose }: AnswerDrawerProps) {
  const { t } = useTranslation()
  const { run, busy } = useDecideAnswers()
  const { submission, answers, why, title } = row
  const waits = submission.state === 'quarantined'
  const decide = (way: 'accept' | 'discard') => async () => {
    if (await run(way, [submission.id])) onClose()
  }
  return (
    <SideDrawer
      open
      onClose={onClose}
      title={title || t('form.answers.nameless')}
      aside={<SubmissionState state={submission.state} />}
      footer={
        waits ? (
          <>
            <Button
              variant="default"
              leftSection={<IconTrash size={16} />}
              disabled={busy}
              onClick={decide('discard')}
            >
              {t('form.decide.discard')}
            </Button>
            <Button leftSection={<IconCheck size={16} />} loading={busy} onClick={decide('accept')}>
              {t('form.decide.accept')}
            </Button>
          </>
        ) : (
          submission.card &&
          row.cardName && (
            <Button component={Link} to={paths.card(product, submission.card)} variant="default">
              {t('form.answers.open_card')}
            </Button>
          )
        )
      }
    >
      <Stack gap="md">
        {why.key && (
          <Alert
            className={classes.note}
            data-waits={waits || undefined}
            icon={<IconHandStop size={18} />}
          >
            {say(why)} {waits && t('form.answers.nothing_yet')}
          </Alert>
        )}
        {answers.length === 0 ? (
          <p className={classes.text}>{t('form.answers.gone')}</p>
        ) : (
          <dl className={classes.answers}>
            {answers.map((answer) => (
              <div key={answer.source}>
                <dt>
                  {say(answer.label)}
                  {answer.hidden && (
                    <ToneBadge tone="grey">{t('form.field.hidden_mark')}</ToneBadge>
                  )}
                </dt>
                <dd dir="auto">{answer.text}</dd>
              </div>
            ))}
          </dl>
        )}
        <AnswerFacts row={row} />
      </Stack>
    </SideDrawer>
  )
}
