import { MultiSelect, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FieldInput } from '@/components/ui/field-input'
import { useTags } from '@/lib/tags/use-tags'
import { useProduct, useWorkspace } from '@/lib/workspace/workspace'
import type { CellValue, ListColumn } from './columns'

interface CellControlProps {
  column: ListColumn
  value: CellValue
  typed: string | undefined
  onChange: (value: CellValue) => void
  /** A choice that is an answer by itself. */
  onPick: (value: CellValue) => void
}

/** The control that a column's cells are edited with. */
export function CellControl({ column, value, typed, onChange, onPick }: CellControlProps) {
  const { t } = useTranslation()
  const { statuses } = useProduct()
  const { users } = useWorkspace()
  const tags = useTags()
  const pick = {
    'aria-label': column.title,
    size: 'xs',
    defaultDropdownOpened: true,
    searchable: true,
    defaultSearchValue: typed,
    nothingFoundMessage: t('ui.nothing_found'),
    comboboxProps: { width: 'max-content', position: 'bottom-start' },
  } as const
  const text = typeof value === 'string' ? value : null
  // What is typed looks for another one.
  const chosen = typed === undefined ? text : null
  if (column.key === 'name') {
    return (
      <TextInput
        size="xs"
        aria-label={column.title}
        value={text ?? ''}
        onChange={(e) => onChange(e.currentTarget.value)}
      />
    )
  }
  if (column.key === 'status') {
    const data = statuses.map((s) => ({ value: s.id, label: s.name }))
    return <Select {...pick} allowDeselect={false} data={data} value={chosen} onChange={onPick} />
  }
  if (column.key === 'owner') {
    const data = users.map((u) => ({ value: u.id, label: u.name, disabled: !u.active }))
    return <Select {...pick} clearable data={data} value={chosen} onChange={onPick} />
  }
  if (column.key === 'tags') {
    const data = tags.list.map((g) => ({ value: g.id, label: g.name }))
    const list = Array.isArray(value) ? value : []
    return <MultiSelect {...pick} hidePickedOptions data={data} value={list} onChange={onChange} />
  }
  const field = column.field
  if (!field) return null
  if (field.type === 'choice') {
    const data = field.choices.map((c) => ({ value: c.id, label: c.name }))
    return <Select {...pick} clearable data={data} value={chosen} onChange={onPick} />
  }
  if (field.type === 'yesno') {
    const data = [
      { value: 'yes', label: t('common.yes') },
      { value: 'no', label: t('common.no') },
    ]
    const now = value === null ? null : value ? 'yes' : 'no'
    const answer = (v: string | null) => onPick(v === null ? null : v === 'yes')
    return <Select {...pick} clearable data={data} value={now} onChange={answer} />
  }
  if (field.type === 'choices') {
    const data = field.choices.map((c) => ({ value: c.id, label: c.name }))
    const list = Array.isArray(value) ? value : []
    return <MultiSelect {...pick} hidePickedOptions data={data} value={list} onChange={onChange} />
  }
  return <FieldInput field={field} value={value} onChange={onChange} bare />
}
