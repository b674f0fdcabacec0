import { SegmentedControl, Text, Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './timeline.module.css'
import { ComingLine, PastLine } from './timeline-line'

const kinds = ['all', 'message', 'task', 'sequence', 'card'] as const
type Kind = (typeof kinds)[number]

/** What comes, above now; what was, below. */
export function Timeline({ view }: { view: api.CardView }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<Kind>('all')
  const past = view.history.filter((h) => kind === 'all' || h.kind === kind)
  const coming = [...view.coming]
    .filter((c) => kind === 'all' || kind === 'sequence' || kind === kindOf(c))
    .sort((a, b) => b.at - a.at)
  return (
    <div>
      <div className={classes.head}>
        <Title order={2} className={classes.heading}>
          {t('cards.timeline')}
        </Title>
        <SegmentedControl
          size="xs"
          className={classes.kinds}
          aria-label={t('cards.show_kind')}
          value={kind}
          onChange={(k) => setKind(k as Kind)}
          data={kinds.map((value) => ({ value, label: t(`cards.kind.${value}`) }))}
        />
      </div>
      <ol className={classes.list}>
        {coming.map((c) => (
          <ComingLine key={`${c.enrolment}-${c.position}`} step={c} card={view.card.id} />
        ))}
        <li className={classes.now}>
          <span>{t('cards.now')}</span>
        </li>
        {past.map((h, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the history is only ever added to at the top
          <PastLine key={past.length - i} line={h} />
        ))}
      </ol>
      {past.length === 0 && (
        <Text size="sm" c="dimmed" pl={40}>
          {t('cards.no_history')}
        </Text>
      )}
      {view.history.length >= 200 && (
        <Text size="sm" c="dimmed" pl={40}>
          {t('cards.history_cut')}
        </Text>
      )}
    </div>
  )
}

function kindOf(step: api.ComingStep): Kind {
  return step.kind === 'task_user' ? 'task' : 'message'
}
