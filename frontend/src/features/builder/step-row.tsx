import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { IconGripVertical } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { memo } from 'react'
import type { Problem } from '@/lib/api/client'
import type { RowWords } from './row-words'
import type { DraftStep, StepTime } from './state/draft'
import { StepGap } from './step-gap'
import classes from './step-list.module.css'
import { type StepCommand, StepMenu } from './step-menu'
import { StepWords } from './step-words'

/** What is done to a step, by its key; the same functions as long as the builder is open. */
export interface StepActions {
  choose: (key: string) => void
  command: (key: string, command: StepCommand) => void
  move: (key: string, to: number) => void
  time: (key: string, patch: Partial<StepTime>) => void
  save: (key: string) => void
  /** How many steps there are now. */
  count: () => number
}

export interface StepRowProps {
  step: DraftStep
  position: number
  /** The number of the step that comes before, 0 for the entry. */
  after: number
  check: api.StepCheck | undefined
  problems: Problem[]
  templateName: string
  chosen: boolean
  unsaved: boolean
  readOnly: boolean
  act: StepActions
  words: RowWords
}

// The same picture in each row: nothing of it is drawn again.
const gripIcon = <IconGripVertical size={16} aria-hidden />

/** One step of the list with the line of time above it. Drawn anew only when something of it changes: there may be 200. */
export const StepRow = memo(function StepRow(p: StepRowProps) {
  const { step, readOnly } = p
  const { t } = p.words
  const row = useSortable({ id: step.key, disabled: readOnly })
  const name = t('builder.step.name', { position: p.position, kind: p.words.kinds[step.kind] })
  return (
    <div
      ref={row.setNodeRef}
      className={classes.row}
      style={{ transform: CSS.Translate.toString(row.transform), transition: row.transition }}
      data-dragging={row.isDragging || undefined}
      data-sortable={step.key}
      data-disabled={step.disabled || undefined}
    >
      <StepGap
        step={step}
        position={p.position}
        after={p.after}
        readOnly={readOnly}
        problems={p.problems}
        act={p.act}
        words={p.words}
      />
      <div className={classes.step} data-chosen={p.chosen || undefined}>
        {!readOnly && (
          <button
            ref={row.setActivatorNodeRef}
            type="button"
            className={classes.grip}
            aria-label={t('ui.drag', { name })}
            {...row.attributes}
            {...row.listeners}
            aria-roledescription={undefined}
          >
            {gripIcon}
          </button>
        )}
        <Body {...p} name={name} />
      </div>
    </div>
  )
})

/** Everything of a row that a drag doesn't touch. */
const Body = memo(function Body(p: StepRowProps & { name: string }) {
  const { step, act, readOnly } = p
  const { t } = p.words
  return (
    <>
      <button
        type="button"
        className={classes.body}
        onClick={() => act.choose(step.key)}
        aria-pressed={p.chosen}
        data-body
      >
        <span
          className={classes.number}
          data-wrong={p.problems.length + (p.check?.missing.length ?? 0) > 0 || undefined}
        >
          {p.position}
        </span>
        <StepWords
          step={step}
          templateName={p.templateName}
          check={p.check}
          problems={p.problems}
          words={p.words}
        />
      </button>
      {!readOnly && (
        <div className={classes.side}>
          {p.unsaved ? (
            <button
              type="button"
              className={classes.mark}
              data-unsaved
              title={t('builder.step.save', { step: p.name })}
              onClick={() => act.save(step.key)}
            >
              {p.words.unsaved}
            </button>
          ) : (
            <span className={classes.mark}>{p.words.saved}</span>
          )}
          <StepMenu
            name={p.name}
            index={p.position - 1}
            disabled={step.disabled}
            stepKey={step.key}
            act={act}
            t={t}
          />
        </div>
      )}
    </>
  )
})
