import { ActionIcon, Checkbox, Menu, Select, Text } from '@mantine/core'
import { IconArrowsUpDown, IconDots, IconTrash } from '@tabler/icons-react'
import type { filter } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import classes from './editor.module.css'
import { withOperator, withOrNotSet, withValues } from './state/edits'
import { isTwin, type List, operatorOf, type Row, subjectOf } from './state/form'
import { SubjectSelect } from './subject-select'
import { ValueControl } from './values/value-control'

interface ConditionRowProps {
  row: Row
  list: List
  /** Its number in the list, from 1, for screen readers. */
  number: number
  subjects: filter.Subject[]
  problems: Problem[]
  onChange: (row: Row) => void
  onRemove: () => void
  onMove: (to: List) => void
}

const nothingChosen: Problem = { path: 'subject', key: 'filters.subject_missing' }

/** One condition: what it is about, the question, its values. */
export function ConditionRow(p: ConditionRowProps) {
  const { t } = useTranslation()
  const { row, subjects, onChange } = p
  const subject = subjectOf(row, subjects)
  const operator = operatorOf(row, subjects)
  const wrong = p.problems.length > 0
  const said = wrong && !row.subject ? [nothingChosen] : p.problems
  const label = t('filters.condition', { number: p.number })
  return (
    <fieldset
      className={classes.row}
      data-list={p.list}
      data-row-key={row.key}
      data-problem={wrong || undefined}
      aria-label={label}
    >
      <span className={classes.joint} aria-hidden={p.number === 1}>
        {p.number > 1 && t(p.list === 'required' ? 'filters.and' : 'filters.or')}
      </span>
      <div className={classes.controls}>
        <SubjectSelect row={row} subjects={subjects} onChange={onChange} />
        {subject && (
          <Select
            aria-label={t('filters.operator')}
            className={classes.operator}
            style={{ flexBasis: operatorWidth(operator) }}
            data={subject.ops.map((o) => ({ value: o.op, label: say(o.label) }))}
            value={operator?.op ?? null}
            placeholder={t('filters.choose_operator')}
            onChange={(op) => op && onChange(withOperator(row, op, subjects))}
            allowDeselect={false}
            maxDropdownHeight={360}
            error={!operator}
          />
        )}
        {subject &&
          operator?.slots.map((slot, i) => (
            <ValueControl
              // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place
              key={`${operator.op}-${i}`}
              slot={slot}
              alone={operator.slots.length === 1}
              field={subject.field}
              options={subject.options}
              values={row.values[i] ?? []}
              onChange={(values) => onChange(withValues(row, i, values))}
              wrong={wrong}
            />
          ))}
        {operator?.orNotSet && (
          <Checkbox
            size="xs"
            className={classes.twin}
            label={t('filters.or_not_set')}
            checked={isTwin(operator, row.op)}
            onChange={(e) => onChange(withOrNotSet(row, e.currentTarget.checked, subjects))}
          />
        )}
        {said.map((problem) => (
          <Text key={problem.path + problem.key} className={classes.problem} role="alert">
            {say(problem)}
          </Text>
        ))}
      </div>
      <RowMenu {...p} label={label} />
    </fieldset>
  )
}

// As wide as its words, so that they can be read.
function operatorWidth(operator: filter.Operator | undefined): string {
  const letters = operator ? say(operator.label).length : 8
  return `${Math.max(104, Math.min(230, 54 + letters * 6.4))}px`
}

function RowMenu({ list, label, onMove, onRemove }: ConditionRowProps & { label: string }) {
  const { t } = useTranslation()
  const other: List = list === 'required' ? 'optional' : 'required'
  return (
    <div className={classes.tools}>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t('ui.more_for', { name: label })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowsUpDown size={16} />} onClick={() => onMove(other)}>
            {t(`filters.move_to.${other}`)}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={onRemove}>
            {t('filters.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ActionIcon
        onClick={onRemove}
        aria-label={t('filters.remove_one', { name: label })}
        className={classes.trash}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  )
}
