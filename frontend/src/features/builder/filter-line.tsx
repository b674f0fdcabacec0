import { Anchor } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { CountDoor } from '@/components/ui/count-door'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import { notCounted, useFilters, useMatches } from './api'
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
  const matches = useMatches(row, view)
  if (!filter) {
    return (
      <div className={classes.filter} data-missing>
        {t('builder.filter.none')}
      </div>
    )
  }
  return (
    <div className={classes.filter}>
      <IconFilter size={16} aria-hidden />
      <p>
        <span className={classes.quiet}>{t('builder.filter.label')}</span> {say(sentence)}
        <span className={classes.quiet} aria-hidden>
          {' ▸ '}
        </span>
        {matches === notCounted ? (
          <span className={classes.quiet}>{t('builder.filter.counting')}</span>
        ) : matches < 0 ? (
          <span className={classes.wrong}>{t('builder.filter.broken')}</span>
        ) : (
          <CountDoor
            count={matches}
            to={paths.cards(product)}
            search={{ filter }}
            label={t('builder.filter.matches', { count: matches })}
            inWords
          />
        )}
        <span className={classes.quiet} aria-hidden>
          {' · '}
        </span>
        <Anchor component={Link} to={paths.filter(product, filter)} inherit>
          {t('builder.filter.open')}
        </Anchor>
      </p>
    </div>
  )
}
