import { Text } from '@mantine/core'
import type { filter } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { say } from '@/lib/i18n/say'
import classes from './editor.module.css'
import { filled, type Taken } from './state/filled'
import { isTwin, type List, operatorOf, type Row, subjectOf } from './state/form'
import { useCurrency } from './values/value-control'

interface ConditionWordsProps {
  row: Row
  list: List
  number: number
  subjects: filter.Subject[]
}

/** A condition that can't be edited now: the same words, without controls. */
export function ConditionWords({ row, list, number, subjects }: ConditionWordsProps) {
  const { t } = useTranslation()
  const { date, money } = useFormat()
  const subject = subjectOf(row, subjects)
  const operator = operatorOf(row, subjects)
  const currency = useCurrency(subject?.field ?? '')
  const taken = (operator?.slots ?? []).map((slot, i): Taken => {
    const text = (row.values[i] ?? [])
      .map((v) => {
        const option = subject?.options.find((o) => o.value === v)
        if (option) return say(option.label)
        if (slot.kind === 'date') return date(v)
        if (slot.kind === 'money') return money(Number(v), currency)
        return slot.kind === 'text' ? t('filter.quoted', { text: v }) : v
      })
      .join(` ${t('filters.or')} `)
    if (slot.kind !== 'days' && slot.kind !== 'hours') return { text }
    const unit = (count: number) => t(`filters.unit.${slot.kind}`, { count })
    const forms = [1, 2, 20].map((n) => unit(n).split(' ').at(-1) ?? '')
    return { text, measure: `${text} ${unit(Number(text))}`, unit: forms }
  })
  const { words, rest } = filled(operator ? say(operator.label) : '', taken)
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
          {words}
        </Text>{' '}
        <Text span fw={550}>
          {rest.join(' · ')}
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
