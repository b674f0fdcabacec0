import { SegmentedControl, TextInput } from '@mantine/core'
import type { filter } from '@wails/go/models'
import { say } from '@/lib/i18n/say'
import { several } from '../state/form'
import { CountValue } from './count-value'
import { DateValue } from './date-value'
import { OptionsValue } from './options-value'
import { TypedValues } from './typed-values'
import classes from './values.module.css'

/** What every control of values is given. */
export interface ValueProps {
  slot: filter.Slot
  /** The only slot of its operator: its label goes without saying. */
  alone: boolean
  options: filter.Option[]
  values: string[]
  onChange: (values: string[]) => void
  wrong: boolean
}

/** The control for the values of one slot, by their kind. */
export function ValueControl(p: ValueProps) {
  switch (p.slot.kind) {
    case 'status':
    case 'user':
    case 'choice':
    case 'origin':
      return <OptionsValue {...p} />
    case 'yesno':
      return <YesNo {...p} />
    case 'date':
      return <DateValue {...p} />
    case 'days':
    case 'hours':
      return <CountValue {...p} />
    case 'number':
      return several(p.slot) ? <TypedValues {...p} numeric /> : <OneNumber {...p} />
    case 'text':
      return <TypedValues {...p} />
  }
}

function YesNo({ slot, options, values, onChange }: ValueProps) {
  return (
    <SegmentedControl
      aria-label={say(slot.label)}
      data={options.map((o) => ({ value: o.value, label: say(o.label) }))}
      value={values[0] ?? ''}
      onChange={(value) => onChange([value])}
    />
  )
}

function OneNumber({ slot, values, onChange, wrong }: ValueProps) {
  return (
    <TextInput
      aria-label={say(slot.label)}
      placeholder={say(slot.label)}
      className={classes.number}
      inputMode="decimal"
      value={values[0] ?? ''}
      onChange={(e) => onChange(number(e.currentTarget.value))}
      error={wrong}
    />
  )
}

function number(text: string): string[] {
  return text.trim() === '' ? [] : [withPoint(text)]
}

/** A number typed with a decimal comma, with a point. */
export function withPoint(text: string): string {
  return /^\s*[-+]?\d*,\d+\s*$/.test(text) ? text.replace(',', '.') : text
}
