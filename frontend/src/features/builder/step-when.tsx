import { Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { say } from '@/lib/i18n/say'
import type { DraftStep } from './state/draft'
import classes from './step-list.module.css'

/** What a step does, in the backend's sentence, and when, if a card entered now. */
export function StepWhen({ step, check }: { step: DraftStep; check: api.StepCheck | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!check) return <span className={classes.sentence}>&nbsp;</span>
  return (
    <>
      <span className={classes.sentence}>{say(check.say)}</span>
      {!step.disabled && check.next > 0 && (
        <span className={classes.when}>
          <Text span inherit fw={600}>
            {t('builder.step.day', { count: check.day })}
          </Text>
          <span aria-hidden>·</span>
          <time dateTime={new Date(check.next).toISOString()} title={format.fully(check.next)}>
            {format.moment(check.next)}
          </time>
          {check.shifts.map((shift) => (
            <span key={shift.key} className={classes.shift}>
              {say(shift)}
            </span>
          ))}
        </span>
      )}
    </>
  )
}
