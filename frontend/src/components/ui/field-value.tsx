import { Badge, Group } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { hrefOf } from './field-address'
import type { FieldValue } from './field-input'
import classes from './field-value.module.css'
import { FileSlot } from './file-slot'
import { OutLink } from './out-link'
import { When } from './when'

interface FieldValueViewProps {
  field: crm.Field
  value: FieldValue | undefined
  /** In a table: one line, clipped; otherwise lines stay lines. */
  line?: boolean
}

/** A custom field's value as people read it; a dash where it is not set. */
export function FieldValueView({ field, value, line }: FieldValueViewProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { View: FileView } = useContext(FileSlot) ?? {}
  if (value === null || value === undefined || value === '') return <span aria-hidden>–</span>
  const text = line ? classes.line : classes.text
  switch (field.type) {
    case 'number':
      return <span className={classes.number}>{format.number(Number(value))}</span>
    case 'money':
      return <span className={classes.number}>{format.money(Number(value), field.currency)}</span>
    case 'date':
      return <span className={classes.number}>{format.date(String(value))}</span>
    case 'datetime':
      return <When at={Number(value)} />
    case 'yesno':
      return <span>{value === true ? t('common.yes') : t('common.no')}</span>
    case 'choice':
      return <span className={text}>{nameOf(field, String(value))}</span>
    case 'choices':
      return <Choices field={field} ids={Array.isArray(value) ? value : []} line={line} />
    case 'link':
    case 'phone':
    case 'email': {
      const href = hrefOf(field.type, String(value))
      return (
        <span className={text} title={String(value)}>
          {href ? <OutLink href={href}>{shown(field.type, String(value))}</OutLink> : String(value)}
        </span>
      )
    }
    case 'file':
      return FileView ? <FileView id={String(value)} /> : <span aria-hidden>–</span>
    default:
      return (
        <span className={text} title={line ? String(value) : undefined} dir="auto">
          {String(value)}
        </span>
      )
  }
}

function Choices({ field, ids, line }: { field: crm.Field; ids: string[]; line?: boolean }) {
  const names = ids.map((id) => nameOf(field, id))
  if (line) {
    return (
      <span className={classes.line} title={names.join(', ')}>
        {names.join(', ')}
      </span>
    )
  }
  return (
    <Group gap={4}>
      {ids.map((id) => (
        <Badge key={id} variant="light" color="gray" tt="none" fw={500}>
          {nameOf(field, id)}
        </Badge>
      ))}
    </Group>
  )
}

function nameOf(field: crm.Field, id: string): string {
  return field.choices.find((c) => c.id === id)?.name ?? '–'
}

// The scheme of a web address says nothing to people.
function shown(type: string, value: string): string {
  return type === 'link' ? value.replace(/^https?:\/\//i, '').replace(/\/$/, '') : value
}
