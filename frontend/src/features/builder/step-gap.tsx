import { Popover, UnstyledButton } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/lib/api/client'
import { timingErrors } from './field-errors'
import type { DraftStep } from './state/draft'
import classes from './step-list.module.css'
import { TimingFields } from './timing-fields'
import { useTimingWords } from './use-timing-words'

interface StepGapProps {
  timing: DraftStep['timing']
  /** Of the step below the line. */
  position: number
  readOnly: boolean
  problems: Problem[]
  onChange: (timing: DraftStep['timing']) => void
}

/** The line between two steps is time: its label is the delay, a click edits it in place. */
export function StepGap({ timing, position, readOnly, problems, onChange }: StepGapProps) {
  const { t } = useTranslation()
  const label = useTimingWords()(timing)
  const errors = timingErrors(problems)
  if (readOnly) {
    return (
      <div className={classes.gap}>
        <span className={classes.delay}>{label}</span>
      </div>
    )
  }
  return (
    <div className={classes.gap}>
      <Popover position="bottom-start" shadow="md" trapFocus returnFocus width={300} withinPortal>
        <Popover.Target>
          <UnstyledButton
            className={classes.delay}
            data-error={Object.keys(errors).length > 0 || undefined}
            aria-label={t('builder.gap.edit', { position, delay: label })}
          >
            <IconClock size={13} aria-hidden />
            {label}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown>
          <TimingFields
            timing={timing}
            onChange={onChange}
            after={afterWords(t, position)}
            readOnly={false}
            errors={errors}
          />
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}

/** What the delay of a step counts from, in words. */
export function afterWords(t: TFunction, position: number): string {
  return position === 1
    ? t('builder.field.after_entry')
    : t('builder.field.after_step', { position: position - 1 })
}
