import { Anchor, Radio, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ProblemList } from '@/components/ui/problems'
import { StateBadge } from '@/components/ui/state-badge'
import { paths } from '@/lib/routing/paths'
import classes from './change.module.css'

/** How an automation goes on once its filter is another one. */
export type Answer = Pick<api.SequenceAnswer, 'scope' | 'midway'>

/** What is preselected: who goes on keeps the dates, and nobody starts unasked. */
export const usual: Answer = { scope: 'new', midway: 'keep' }

interface ChangeSequenceProps {
  change: api.SequenceChange
  product: string
  answer: Answer
  onAnswer: (answer: Answer) => void
}

/** What the difference means for one automation, and the two questions of its activation. */
export function ChangeSequence({ change, product, answer, onAnswer }: ChangeSequenceProps) {
  const { t } = useTranslation()
  const { live, ends } = change
  const ending = answer.midway === 'end'
  const starts = ending ? change.startsAfterEnd : change.starts
  return (
    <section className={classes.sequence} aria-label={change.name}>
      <div className={classes.head}>
        <Anchor
          component={Link}
          to={paths.automation(product, change.id)}
          className="clip"
          fw={600}
        >
          {change.name}
        </Anchor>
        <StateBadge state="active" />
      </div>
      <ProblemList problems={change.problems} title={t('filters.change.stuck')} />
      {live > 0 && (
        <Radio.Group
          label={t('filters.change.midway', { count: live })}
          value={ending ? 'end' : 'keep'}
          onChange={(midway) => onAnswer({ ...answer, midway: midway as Answer['midway'] })}
        >
          <Stack gap={8} mt={8}>
            <Radio
              value="keep"
              label={t('filters.change.keep', { count: live - ends })}
              description={
                ends > 0
                  ? t('filters.change.keep_ends', { count: ends })
                  : t('filters.change.keep_words')
              }
            />
            <Radio value="end" label={t('filters.change.end', { count: live })} />
          </Stack>
        </Radio.Group>
      )}
      {live === 0 && <Text size="sm">{t('filters.change.nobody_midway')}</Text>}
      {starts > 0 ? (
        <Radio.Group
          label={t('filters.change.scope', { count: starts })}
          value={answer.scope}
          onChange={(scope) => onAnswer({ ...answer, scope: scope as Answer['scope'] })}
        >
          <Stack gap={8} mt={8}>
            <Radio
              value="new"
              label={t('filters.change.new')}
              description={t('filters.change.new_words')}
            />
            <Radio value="all" label={t('filters.change.all', { count: starts })} />
          </Stack>
        </Radio.Group>
      ) : (
        <Text size="sm">{t('filters.change.nobody_starts')}</Text>
      )}
    </section>
  )
}
