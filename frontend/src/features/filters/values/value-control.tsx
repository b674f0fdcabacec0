import { SegmentedControl, Text, TextInput } from '@mantine/core'
import type { filter } from '@wails/go/models'
import { say } from '@/lib/i18n/say'
import { useProduct } from '@/lib/workspace/workspace'
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
  /** The custom field that is asked about; "" for others. */
  field: string
  options: filter.Option[]
  values: string[]
  onChange: (values: string[]) => void
  wrong: boolean
}

/** The control for the values of one slot, by their kind. */
export function ValueControl(p: ValueProps) {
  switch (p.slot.kind) {
    case 'yesno':
      return <YesNo {...p} />
    case 'date':
      return <DateValue {...p} />
    case 'days':
    case 'hours':
      return <CountValue {...p} />
    case 'number':
    case 'money':
      return several(p.slot) ? <TypedValues {...p} numeric /> : <OneNumber {...p} />
    case 'text':
      return <TypedValues {...p} />
    default:
      return <OptionsValue {...p} />
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

function OneNumber({ slot, field, values, onChange, wrong }: ValueProps) {
  const currency = useCurrency(field)
  return (
    <TextInput
      aria-label={say(slot.label)}
      placeholder={say(slot.label)}
      className={classes.number}
      inputMode="decimal"
      rightSection={
        currency && (
          <Text span size="xs" c="dimmed">
            {currency}
          </Text>
        )
      }
      rightSectionWidth={currency ? 44 : undefined}
      rightSectionPointerEvents="none"
      value={values[0] ?? ''}
      onChange={(e) => onChange(number(e.currentTarget.value))}
      error={wrong}
    />
  )
}

/** The currency of a money field, "" for other fields. */
export function useCurrency(field: string): string {
  return useProduct().fields.find((f) => f.id === field)?.currency ?? ''
}

function number(text: string): string[] {
  return text.trim() === '' ? [] : [withPoint(text)]
}

/** A number typed with a decimal comma, with a point. */
export function withPoint(text: string): string {
  return /^\s*[-+]?\d*,\d+\s*$/.test(text) ? text.replace(',', '.') : text
}
