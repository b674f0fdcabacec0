import { NumberInput, Select, Switch, TextInput } from '@mantine/core'
import type { merge } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { argOf, type Call, type Expr } from '../state/expr'

interface FieldFiltersProps {
  type: merge.Field['type']
  expr: Expr
  /** Puts a filter behind the variable, or takes it away. */
  set: (name: string, call: Call | undefined) => void
}

/** How a value is written: a date's pattern, money, the letters of a text. */
export function FieldFilters(p: FieldFiltersProps) {
  if (p.type === 'date' || p.type === 'datetime') return <DateFilters {...p} />
  if (p.type === 'number' || p.type === 'money') return <MoneyFilter {...p} />
  return <LetterFilter {...p} />
}

const patterns = ['dd.MM.yyyy', 'd MMMM yyyy', 'EEEE, d MMMM', 'd MMMM', 'yyyy-MM-dd']
const withTime = ['dd.MM.yyyy HH:mm', 'EEEE, d MMMM, HH:mm', 'HH:mm']

function DateFilters({ type, expr, set }: FieldFiltersProps) {
  const { t } = useTranslation()
  const pattern = String(argOf(expr, 'date') ?? '')
  const offered = type === 'datetime' ? [...withTime, ...patterns] : patterns
  const all = pattern && !offered.includes(pattern) ? [pattern, ...offered] : offered
  const workdays = argOf(expr, 'add_workdays') !== undefined
  const days = Number(argOf(expr, 'add_workdays') ?? argOf(expr, 'add_days') ?? 0)
  const shift = (n: number, work: boolean) => {
    const name = work ? 'add_workdays' : 'add_days'
    set(name, n === 0 ? undefined : { name, arg: n })
  }
  return (
    <>
      <Select
        label={t('editor.date_format')}
        data={[
          { value: '', label: t('editor.as_usual') },
          ...all.map((value) => ({ value, label: value })),
        ]}
        value={pattern}
        onChange={(arg) => set('date', arg ? { name: 'date', arg } : undefined)}
        allowDeselect={false}
      />
      <NumberInput
        label={t(workdays ? 'editor.plus_workdays' : 'editor.plus_days')}
        value={days}
        min={-366}
        max={366}
        allowDecimal={false}
        onChange={(n) => shift(Math.trunc(Number(n) || 0), workdays)}
      />
    </>
  )
}

function MoneyFilter({ type, expr, set }: FieldFiltersProps) {
  const { t } = useTranslation()
  const call = expr.calls.find((c) => c.name === 'money')
  return (
    <>
      <Switch
        label={t('editor.as_money')}
        checked={call !== undefined}
        onChange={(e) => set('money', e.currentTarget.checked ? { name: 'money' } : undefined)}
      />
      {call && (
        <TextInput
          label={t('editor.currency')}
          placeholder={type === 'money' ? t('editor.currency_own') : undefined}
          value={String(call.arg ?? '')}
          maxLength={12}
          onChange={(e) => {
            const arg = e.currentTarget.value
            set('money', arg ? { name: 'money', arg } : { name: 'money' })
          }}
        />
      )}
    </>
  )
}

const letters = ['upper', 'lower', 'capitalize'] as const

function LetterFilter({ expr, set }: FieldFiltersProps) {
  const { t } = useTranslation()
  const now = letters.find((name) => expr.calls.some((c) => c.name === name)) ?? ''
  return (
    <Select
      label={t('editor.letters')}
      data={[
        { value: '', label: t('editor.as_usual') },
        ...letters.map((value) => ({ value, label: t(`editor.letter.${value}`) })),
      ]}
      value={now}
      onChange={(name) => {
        if (now && now !== name) set(now, name ? { name } : undefined)
        else if (name) set(name, { name })
      }}
      allowDeselect={false}
    />
  )
}
