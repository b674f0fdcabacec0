import { Popover } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { memo, useMemo } from 'react'
import type { Problem } from '@/lib/api/client'
import { timingErrors } from './field-errors'
import type { RowWords } from './row-words'
import type { DraftStep } from './state/draft'
import classes from './step-list.module.css'
import type { StepActions } from './step-row'
import { TimingFields } from './timing-fields'
import { timingWords } from './timing-words'
import { useLateOpen } from './use-late-open'

const clockIcon = <IconClock size={13} aria-hidden />

interface StepGapProps {
  /** The step below the line. */
  step: DraftStep
  position: number
  /** The number of the step above, 0 for the entry. */
  after: number
  readOnly: boolean
  problems: Problem[]
  act: StepActions
  words: RowWords
}

/** The line between two steps is time: its label is the delay, a click edits it in place. */
export const StepGap = memo(function StepGap(p: StepGapProps) {
  const { step, position, problems, words } = p
  const { t } = words
  const label = useMemo(() => timingWords(step, words), [step, words])
  const { isOpen, open, close, button } = useLateOpen()
  if (p.readOnly) {
    return (
      <div className={classes.gap}>
        <span className={classes.delay}>
          <IconClock size={13} aria-hidden />
          {label}
        </span>
      </div>
    )
  }
  const errors = timingErrors(problems)
  const chip = (
    <button
      ref={button}
      type="button"
      className={classes.delay}
      data-error={Object.keys(errors).length > 0 || undefined}
      aria-label={t('builder.gap.edit', { position, delay: label })}
      onClick={() => (isOpen ? close() : open())}
    >
      {clockIcon}
      {label}
    </button>
  )
  return (
    <div className={classes.gap}>
      {isOpen ? (
        <Popover
          opened
          onChange={(opened) => !opened && close()}
          position="bottom-start"
          shadow="md"
          width={400}
          trapFocus
          withinPortal
        >
          <Popover.Target>{chip}</Popover.Target>
          <Popover.Dropdown aria-label={t('builder.gap.edit', { position, delay: label })}>
            <TimingFields
              time={step}
              onChange={(patch) => p.act.time(step.key, patch)}
              after={p.after}
              readOnly={false}
              errors={errors}
              nested
            />
          </Popover.Dropdown>
        </Popover>
      ) : (
        chip
      )}
    </div>
  )
})
