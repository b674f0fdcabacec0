import type { api } from '@wails/go/models'
import { say } from '@/lib/i18n/say'
import type { RowWords } from './row-words'
import type { DraftStep } from './state/draft'
import classes from './step-list.module.css'

interface StepWhenProps {
  step: DraftStep
  check: api.StepCheck | undefined
  words: RowWords
}

/** What a step does, in the backend's sentence, and when, if a card entered now. */
export function StepWhen({ step, check, words }: StepWhenProps) {
  const { t, format } = words
  if (!check) return <span className={classes.sentence}>&nbsp;</span>
  return (
    <>
      <span className={classes.sentence}>{say(check.say)}</span>
      {!step.disabled && check.next > 0 && (
        <span className={classes.when}>
          {check.day >= 0 && <b>{t('builder.step.day', { count: check.day })}</b>}
          {check.day >= 0 && <span aria-hidden>·</span>}
          {check.shifts.map((shift, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a shift is its place in the story
            <span key={i} className={classes.shift}>
              {say(shift)} <span aria-hidden>→</span>
            </span>
          ))}
          <time dateTime={new Date(check.next).toISOString()} title={format.fully(check.next)}>
            {format.moment(check.next)}
          </time>
        </span>
      )}
      {!step.disabled && check.next === 0 && step.anchor === 'date' && (
        <span className={classes.when}>{t('builder.step.by_card')}</span>
      )}
    </>
  )
}
