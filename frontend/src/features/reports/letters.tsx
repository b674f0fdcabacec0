import { Text } from '@mantine/core'
import { IconArrowsSplit2, IconCheck, IconEqual, IconHourglass } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '@/components/ui/state-badge'
import { useFormat } from '@/lib/format/use-format'
import { say } from '@/lib/i18n/say'
import { Interval } from './interval'
import { Rate } from './rate'
import classes from './report.module.css'
import { Section } from './section'
import { signed } from './state'

const looks = {
  too_few: ['amber', IconHourglass],
  no_difference: ['grey', IconEqual],
  first_better: ['green', IconCheck],
  second_better: ['green', IconCheck],
} as const

/** What the two letters tell, without promising more than the numbers do. */
export function Letters({ report }: { report: api.SequenceReport }) {
  const { t } = useTranslation()
  const { ab } = report
  if (!ab) {
    return (
      <Section title={t('reports.letters')}>
        <Text className="inline" c="dimmed">
          <IconArrowsSplit2 size={16} aria-hidden /> {t('reports.letters_need_goal')}
        </Text>
      </Section>
    )
  }
  const [tone, icon] = looks[ab.verdict]
  const end = Math.min(1, Math.max(ab.a.of > 0 ? ab.a.high : 0, ab.b.of > 0 ? ab.b.high : 0, 0.1))
  return (
    <Section title={t('reports.letters')} words={t('reports.letters_words')}>
      <div>
        <ToneBadge tone={tone} icon={icon}>
          {t(`reports.verdict.${ab.verdict}`)}
        </ToneBadge>
        <Text mt={4}>{say(ab.say)}</Text>
      </div>
      <div className={classes.letters}>
        {(['a', 'b'] as const).map((letter) => (
          <div key={letter} className={classes.letterRow}>
            <b>{t('reports.letter', { letter: letter.toUpperCase() })}</b>
            <Interval rate={ab[letter]} end={end} />
            <Rate rate={ab[letter]} />
          </div>
        ))}
      </div>
      <Difference ab={ab} />
    </Section>
  )
}

function Difference({ ab }: { ab: api.ReportAB }) {
  const { t, i18n } = useTranslation()
  const { number } = useFormat()
  const points = (n: number) => signed(n * 100, i18n.language)
  return (
    <div className={classes.small}>
      {ab.a.of > 0 && ab.b.of > 0 && (
        <p>
          {t('reports.difference', {
            difference: points(ab.b.rate - ab.a.rate),
            low: points(ab.low),
            high: points(ab.high),
            p: number(Math.max(0.001, Math.round(ab.p * 1000) / 1000)),
          })}
        </p>
      )}
      {ab.a.of > 0 && ab.b.of > 0 && <p>{say(ab.advice)}</p>}
      <p>{t('reports.peeking')}</p>
    </div>
  )
}
