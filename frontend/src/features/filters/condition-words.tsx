import { Text } from '@mantine/core'
import type { filter } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { say } from '@/lib/i18n/say'
import classes from './editor.module.css'
import { isTwin, type List, operatorOf, type Row, subjectOf } from './state/form'

interface ConditionWordsProps {
  row: Row
  list: List
  number: number
  subjects: filter.Subject[]
}

/** A condition that can't be edited now: the same words, without controls. */
export function ConditionWords({ row, list, number, subjects }: ConditionWordsProps) {
  const { t } = useTranslation()
  const { date } = useFormat()
  const subject = subjectOf(row, subjects)
  const operator = operatorOf(row, subjects)
  const values = (operator?.slots ?? []).map((slot, i) =>
    (row.values[i] ?? [])
      .map((v) => {
        const option = subject?.options.find((o) => o.value === v)
        if (option) return say(option.label)
        if (slot.kind === 'date') return date(v)
        if (slot.kind === 'text') return `“${v}”`
        if (slot.kind === 'days' || slot.kind === 'hours') {
          return `${v} ${t(`filters.unit.${slot.kind}`, { count: Number(v) })}`
        }
        return v
      })
      .join(` ${t('filters.or')} `),
  )
  return (
    <div className={classes.row}>
      <span className={classes.joint}>
        {number > 1 && t(list === 'required' ? 'filters.and' : 'filters.or')}
      </span>
      <div className={classes.words}>
        <Text span fw={550}>
          {subject ? say(subject.label) : t('filters.subject_gone')}
        </Text>{' '}
        <Text span c="dimmed">
          {operator && say(operator.label)}
        </Text>{' '}
        <Text span fw={550}>
          {values.join(' · ')}
        </Text>
        {operator && isTwin(operator, row.op) && (
          <Text span c="dimmed">
            {' '}
            {t('filters.or_not_set')}
          </Text>
        )}
      </div>
    </div>
  )
}
