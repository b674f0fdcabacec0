import { ActionIcon, Button, Text, Tooltip } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '@/lib/routing/paths'
import { useProduct } from '@/lib/workspace/workspace'
import { CardFind } from './card-find'
import classes from './preview.module.css'
import type { LivePreview } from './use-live-preview'

/** As which card the text is shown, and ways to the next one and the one before. */
export function CardSwitch({ live }: { live: LivePreview }) {
  const { t } = useTranslation()
  const product = useProduct().product.id
  const { answer, move } = live
  if (answer && !answer.card) return <NoCards />
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
      <CardFind product={product} onPick={live.show} />
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

/** Why the values are samples, and the ways to real ones. */
function NoCards() {
  const { t } = useTranslation()
  const product = useProduct().product.id
  return (
    <div className={classes.sample}>
      <Text size="sm">{t('templates.no_cards')}</Text>
      <Button component={Link} to={paths.importCards(product)} size="compact-sm" variant="default">
        {t('cards.import_file')}
      </Button>
      <Button component={Link} to={paths.newCard(product)} size="compact-sm" variant="default">
        {t('cards.new')}
      </Button>
    </div>
  )
}
