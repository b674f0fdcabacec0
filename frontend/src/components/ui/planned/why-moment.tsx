import { useTranslation } from 'react-i18next'
import type { Phrase } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import classes from './planned.module.css'

/** Why a step acts at its moment: each rule that moved it, in order. */
export function WhyMoment({ shifts }: { shifts: readonly Phrase[] }) {
  const { t } = useTranslation()
  return (
    <ol className={classes.chain} aria-label={t('forecast.why_moment')}>
      {shifts.map((shift, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a shift is its place in the chain
        <li key={i}>{say(shift)}</li>
      ))}
    </ol>
  )
}
