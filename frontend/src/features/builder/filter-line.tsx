import { Anchor, Group, Text } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { CountDoor } from '@/components/ui/count-door'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import { useFilters } from './api'
import classes from './builder.module.css'

interface FilterLineProps {
  view: api.SequenceView
  /** The filter of the draft, which may not be the saved one. */
  filter: string
}

/** Which cards the automation is for, in words, and how many they are now. */
export function FilterLine({ view, filter }: FilterLineProps) {
  const { t } = useTranslation()
  const product = view.sequence.product
  const row = useFilters(product).data?.find((f) => f.filter.id === filter)
  const sentence = row?.sentence ?? view.sentence
  const matches = row?.matches ?? view.matches
  if (!filter) {
    return (
      <Text size="sm" className={classes.filter} data-missing>
        {t('builder.filter.none')}
      </Text>
    )
  }
  return (
    <Group gap={8} className={classes.filter} wrap="wrap">
      <IconFilter size={16} aria-hidden />
      <Text span size="sm">
        <Text span inherit c="dimmed">
          {t('builder.filter.label')}{' '}
        </Text>
        {say(sentence)}
      </Text>
      <Text span size="sm" c="dimmed" aria-hidden>
        ▸
      </Text>
      {matches < 0 ? (
        <Text span size="sm" c="var(--tone-red)">
          {t('builder.filter.broken')}
        </Text>
      ) : (
        <CountDoor
          count={matches}
          to={paths.cards(product)}
          search={{ filter }}
          label={t('builder.filter.matches', { count: matches })}
          inWords
        />
      )}
      <Text span size="sm" c="dimmed" aria-hidden>
        ·
      </Text>
      <Anchor component={Link} to={paths.filter(product, filter)} size="sm">
        {t('builder.filter.open')}
      </Anchor>
    </Group>
  )
}
