import { ActionIcon, Text, Tooltip } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './preview.module.css'
import type { LivePreview } from './use-live-preview'

/** As which card the text is shown, and ways to the next one and the one before. */
export function CardSwitch({ live }: { live: LivePreview }) {
  const { t } = useTranslation()
  const { answer, move } = live
  if (answer && !answer.card) {
    return (
      <Text size="sm" c="dimmed">
        {t('templates.no_cards')}
      </Text>
    )
  }
  const step = (by: 1 | -1, label: string) => (
    <Tooltip label={label}>
      <ActionIcon
        variant="default"
        size="sm"
        aria-label={label}
        onClick={() => move(by)}
        disabled={!answer}
      >
        {by < 0 ? <IconChevronLeft size={15} /> : <IconChevronRight size={15} />}
      </ActionIcon>
    </Tooltip>
  )
  return (
    <div className={classes.switch}>
      {step(-1, t('templates.card_before'))}
      {step(1, t('templates.card_next'))}
      <div className={classes.as} role="status">
        <Text span size="xs" c="dimmed">
          {t('templates.as')}
        </Text>{' '}
        <Text span size="sm" fw={550} title={answer?.cardName}>
          {answer?.cardName}
        </Text>
      </div>
    </div>
  )
}
