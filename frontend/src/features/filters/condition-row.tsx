import { Checkbox, Select, Text } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import type { Advice } from './api'
import classes from './editor.module.css'
import { useEditor } from './editor-context'
import { found } from './found'
import { RowTools } from './row-tools'
import { withOperator, withOrNotSet, withValues } from './state/edits'
import { isTwin, operatorOf, optionsOf, type Row, subjectOf, unfinished } from './state/form'
import { SubjectSelect, widthOf } from './subject-select'
import { ValueControl } from './values/value-control'

interface ConditionRowProps {
  row: Row
  /** What it is called: "Condition 3". */
  label: string
  problems: Problem[] | undefined
  advice: Advice[] | undefined
  /** What it means, in words. */
  words: string | undefined
}

const nothingChosen: Problem = { path: 'subject', key: 'filters.subject_missing' }

const none: never[] = []

/** One condition: what it is about, the question, its values, and what it means. */
export const ConditionRow = memo(function ConditionRow(p: ConditionRowProps) {
  const { row, label, problems = none, advice = none, words } = p
  const wrong = problems.length > 0
  const said = wrong && !row.subject ? [nothingChosen] : problems
  return (
    <fieldset
      className={classes.condition}
      data-row-key={row.key}
      data-problem={wrong || undefined}
      aria-label={label}
    >
      <div className={classes.line}>
        <div className={classes.controls}>
          <Controls row={row} wrong={wrong} />
        </div>
        <RowTools row={row} label={label} />
      </div>
      {said.map((problem) => (
        <Text key={problem.path + problem.key} className={classes.problem} role="alert">
          {say(problem)}
        </Text>
      ))}
      {!wrong && row.subject && <Means row={row} words={words} />}
      {advice.map((one) => (
        <AdviceLine key={one.say.key} advice={one} />
      ))}
    </fieldset>
  )
})

// The line is always there, so that nothing moves when the words come.
function Means({ row, words }: { row: Row; words: string | undefined }) {
  const { t } = useTranslation()
  const { subjects } = useEditor()
  const waits = unfinished(row, subjects)
  return <div className={classes.means}>{waits ? t('filters.waits_value') : words}</div>
}

/** A hint of the backend at the condition it is about. */
export function AdviceLine({ advice }: { advice: Advice }) {
  const Icon = advice.level === 'note' ? IconInfoCircle : IconAlertTriangle
  return (
    <div className={classes.advice} data-level={advice.level}>
      <Icon size={15} aria-hidden />
      <span>{say(advice.say)}</span>
    </div>
  )
}

// The heavy part: drawn anew only when its own row changes.
const Controls = memo(function Controls({ row, wrong }: { row: Row; wrong: boolean }) {
  const { t } = useTranslation()
  const { subjects, dispatch } = useEditor()
  const subject = subjectOf(row, subjects)
  const operator = operatorOf(row, subjects)
  const onChange = (next: Row) => dispatch({ type: 'change', row: next })
  return (
    <>
      <SubjectSelect row={row} onChange={onChange} />
      {subject && (
        <Select
          aria-label={t('filters.operator')}
          className={classes.operator}
          style={{ flexBasis: widthOf(operator ? say(operator.label) : '') }}
          data={subject.ops.map((o) => ({ value: o.op, label: say(o.label) }))}
          value={operator?.op ?? null}
          placeholder={t('filters.choose_operator')}
          onChange={(op) => op && onChange(withOperator(row, op, subjects))}
          searchable
          filter={found}
          nothingFoundMessage={t('filters.no_option')}
          allowDeselect={false}
          maxDropdownHeight={320}
          selectFirstOptionOnChange
          comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
          classNames={{ dropdown: classes.dropdown }}
          error={!operator}
          data-operator
        />
      )}
      {subject && operator && (
        <div className={classes.values} data-values>
          {operator.slots.map((slot, i) => (
            <ValueControl
              // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place
              key={`${operator.op}-${i}`}
              slot={slot}
              alone={operator.slots.length === 1}
              field={subject.field}
              options={optionsOf(slot, subject)}
              values={row.values[i] ?? []}
              onChange={(values) => onChange(withValues(row, i, values))}
              wrong={wrong}
            />
          ))}
          {operator.orNotSet && (
            <Checkbox
              size="xs"
              className={classes.twin}
              label={t('filters.or_not_set')}
              checked={isTwin(operator, row.op)}
              onChange={(e) => onChange(withOrNotSet(row, e.currentTarget.checked, subjects))}
            />
          )}
        </div>
      )}
    </>
  )
})
