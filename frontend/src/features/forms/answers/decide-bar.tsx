import { Button, Text } from '@mantine/core'
import { IconCheck, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './answers.module.css'
import { useDecideAnswers } from './use-decide-answers'

interface DecideBarProps {
  /** The chosen ones. */
  ids: string[]
  /** How many wait in all. */
  waiting: number
  onDone: () => void
}

/** What these answers wait for, and the two ways to decide, for the chosen ones. */
export function DecideBar({ ids, waiting, onDone }: DecideBarProps) {
  const { t } = useTranslation()
  const { run, busy } = useDecideAnswers()
  const decide = (way: 'accept' | 'discard') => async () => {
    if (await run(way, ids)) onDone()
  }
  const none = ids.length === 0
  return (
    <section className={classes.bar} aria-label={t('form.decide.title')}>
      <Text size="sm" aria-live="polite">
        {none
          ? t('form.decide.waiting', { count: waiting })
          : t('ui.chosen', { count: ids.length })}
      </Text>
      <Button
        size="xs"
        leftSection={<IconCheck size={15} />}
        disabled={none || busy}
        onClick={decide('accept')}
      >
        {t('form.decide.accept')}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTrash size={15} />}
        disabled={none || busy}
        onClick={decide('discard')}
      >
        {t('form.decide.discard')}
      </Button>
    </section>
  )
}
