import { Select, Stack, Text } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { FieldInput } from '@/components/ui/field-input'
import type { Problem } from '@/lib/api/client'
import { useProduct } from '@/lib/workspace/workspace'
import classes from './editor.module.css'
import { errorOf } from './field-errors'
import { fieldLook } from './read-only'

interface ChangedFieldsProps {
  fields: crm.FieldChange[]
  problems: Problem[]
  readOnly: boolean
  onChange: (fields: crm.FieldChange[]) => void
}

/** The fields that a step sets or clears; all others stay as they are. */
export function ChangedFields({ fields, problems, readOnly, onChange }: ChangedFieldsProps) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  // A file can't be the same on every card.
  const known = useProduct().fields.filter((field) => field.type !== 'file')
  const rest = known.filter((field) => !fields.some((one) => one.field === field.id))
  const put = (at: number, one: crm.FieldChange) => onChange(fields.with(at, one))
  return (
    <Stack gap="xs" ref={box}>
      {fields.map((one, i) => (
        <ChangedField
          key={one.field}
          one={one}
          field={known.find((field) => field.id === one.field)}
          readOnly={readOnly}
          error={errorOf(problems, `change.fields.${one.field}`)}
          onChange={(next) => put(i, next)}
          onLeave={() => onChange(fields.toSpliced(i, 1))}
        />
      ))}
      {!readOnly && rest.length > 0 && (
        <Select
          aria-label={t('builder.change.add_field')}
          placeholder={t('builder.change.add_field')}
          data={rest.map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          onChange={(field) => field && onChange([...fields, { field, value: null, clear: false }])}
          searchable
          selectFirstOptionOnChange
          nothingFoundMessage={t('ui.nothing_found')}
        />
      )}
    </Stack>
  )
}

interface ChangedFieldProps {
  one: crm.FieldChange
  /** Undefined where the field is gone. */
  field: crm.Field | undefined
  readOnly: boolean
  error: string | undefined
  onChange: (one: crm.FieldChange) => void
  onLeave: () => void
}

function ChangedField({ one, field, readOnly, error, onChange, onLeave }: ChangedFieldProps) {
  const { t } = useTranslation()
  const name = field?.name ?? t('builder.change.field_gone')
  const choose = (how: string | null) => {
    if (how === 'leave') onLeave()
    else onChange({ ...one, clear: how === 'clear', value: how === 'clear' ? null : one.value })
  }
  return (
    <fieldset className={classes.changed} disabled={readOnly}>
      <legend className="clip" title={name}>
        {name}
      </legend>
      <Select
        size="xs"
        className={classes.how}
        aria-label={t('builder.change.how', { field: name })}
        data={[
          ...(field ? [{ value: 'set', label: t('builder.change.set') }] : []),
          { value: 'clear', label: t('builder.change.clear') },
          { value: 'leave', label: t('builder.change.leave') },
        ]}
        value={one.clear ? 'clear' : 'set'}
        onChange={choose}
        allowDeselect={false}
        {...fieldLook(readOnly)}
      />
      {field && !one.clear && (
        <FieldInput
          bare
          field={field}
          value={one.value}
          onChange={(value) => onChange({ ...one, value })}
          error={error}
        />
      )}
      {error && (one.clear || !field) && (
        <Text size="xs" c="var(--tone-red)">
          {error}
        </Text>
      )}
    </fieldset>
  )
}
