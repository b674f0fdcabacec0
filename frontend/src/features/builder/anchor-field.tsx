import { Input, NumberInput, Select } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './editor.module.css'
import { fieldLook } from './read-only'
import type { StepTime } from './state/draft'
import type { TimingFieldsProps } from './timing-fields'
import { useDateFields } from './use-fields'

const units: crm.Timing['unit'][] = ['days', 'hours', 'minutes']

/** How long a step waits, and what for: "3 days after step 1", "2 days before the offer's end". */
export function AnchorField(p: TimingFieldsProps) {
  const { t } = useTranslation()
  const { time, onChange, after, readOnly, errors, nested } = p
  const id = useId()
  const { timing } = time
  const change = (patch: Partial<crm.Timing>) => onChange({ timing: { ...timing, ...patch } })
  const wrong = errors.delay ?? errors.unit ?? errors.anchor ?? errors.dateField ?? errors.before
  return (
    <Input.Wrapper label={t('builder.field.delay')} labelProps={{ htmlFor: id }} error={wrong}>
      <div className={classes.delay}>
        <NumberInput
          id={id}
          min={0}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          value={timing.delay}
          onChange={(delay) => change({ delay: typeof delay === 'number' ? delay : 0 })}
          {...fieldLook(readOnly)}
          error={Boolean(errors.delay)}
        />
        <Select
          aria-label={t('builder.field.unit')}
          data={units.map((value) => ({ value, label: t(`builder.unit.${value}`) }))}
          value={timing.unit}
          onChange={(unit) => change({ unit: unit as crm.Timing['unit'] })}
          allowDeselect={false}
          comboboxProps={{ withinPortal: !nested }}
          {...fieldLook(readOnly)}
        />
        <Select
          className={classes.anchor}
          aria-label={t('builder.field.anchor')}
          data={useAnchors(time, after)}
          value={choiceOf(time)}
          onChange={(value) => value && onChange(anchorOf(value))}
          allowDeselect={false}
          comboboxProps={{ width: 'max-content', position: 'bottom-end', withinPortal: !nested }}
          maxDropdownHeight={360}
          {...fieldLook(readOnly)}
          error={Boolean(errors.anchor ?? errors.dateField ?? errors.before)}
        />
      </div>
    </Input.Wrapper>
  )
}

/** Everything that a delay can count from. */
function useAnchors(time: StepTime, after: number) {
  const { t } = useTranslation()
  const fields = useDateFields()
  const moments = [
    {
      value: 'step',
      label: after > 0 ? t('builder.anchor.step', { position: after }) : t('builder.anchor.entry'),
    },
    // Of the first step both are the same.
    ...(after > 0 || time.anchor === 'entry'
      ? [{ value: 'entry', label: t('builder.anchor.entry') }]
      : []),
  ]
  const dates = fields.flatMap(({ id, name }) => [
    { value: `before:${id}`, label: t('builder.anchor.before', { field: name }) },
    { value: `after:${id}`, label: t('builder.anchor.after', { field: name }) },
  ])
  const value = choiceOf(time)
  if (time.anchor === 'date' && !dates.some((d) => d.value === value)) {
    dates.push({ value, label: t('builder.anchor.gone') })
  }
  return dates.length > 0
    ? [
        { group: t('builder.anchor.moments'), items: moments },
        { group: t('builder.anchor.dates'), items: dates },
      ]
    : moments
}

function choiceOf({ anchor, before, dateField }: StepTime): string {
  return anchor === 'date' ? `${before ? 'before' : 'after'}:${dateField}` : anchor
}

function anchorOf(value: string): Partial<StepTime> {
  const [side, dateField = ''] = value.split(':')
  if (dateField === '') {
    return { anchor: side === 'entry' ? 'entry' : 'step', dateField: '', before: false }
  }
  return { anchor: 'date', dateField, before: side === 'before' }
}
