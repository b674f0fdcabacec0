import { MultiSelect, Select, TextInput } from '@mantine/core'
import type { api } from '@wails/go/models'
import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FieldInput } from '@/components/ui/field-input'
import { useTags } from '@/lib/tags/use-tags'
import { useProduct, useWorkspace } from '@/lib/workspace/workspace'
import classes from './card-list.module.css'
import { type CellValue, cellValue, type ListColumn } from './columns'

/** Where the cursor goes when an edit ends. */
export type After = 'stay' | 'down' | 'next' | 'back'

/** Controls that need more room than a narrow column has. */
const wide = new Set(['tags', 'choices', 'datetime', 'longtext', 'link', 'email'])

export interface CellEditorProps {
  row: api.CardRow
  column: ListColumn
  /** The key that began it; it replaces what is there. */
  typed: string | undefined
  /** What was refused before, and why. */
  refused: { value: CellValue; words: string } | undefined
  onSave: (value: CellValue, after: After) => void
  onCancel: () => void
}

/** A cell being edited with the control of its type: Enter saves, Esc undoes, Tab saves and goes on. */
export function CellEditor({ row, column, typed, refused, onSave, onCancel }: CellEditorProps) {
  const box = useRef<HTMLDivElement>(null)
  const [value, setValue] = useState<CellValue>(
    () => begin(column, typed) ?? refused?.value ?? cellValue(row, column),
  )
  const latest = useRef(value)
  latest.current = value
  const over = useRef(false)
  const end = (fn: () => void) => {
    if (over.current) return
    over.current = true
    fn()
  }
  useLayoutEffect(() => {
    const input = box.current?.querySelector<HTMLInputElement>('input, textarea')
    input?.focus()
    if (typed === undefined) input?.select?.()
    else input?.setSelectionRange?.(typed.length, typed.length)
  }, [typed])
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key === 'Escape') {
      e.stopPropagation()
      end(onCancel)
    } else if (e.key === 'Tab') {
      e.preventDefault()
      end(() => onSave(value, e.shiftKey ? 'back' : 'next'))
    } else if (e.key === 'Enter' && !e.shiftKey && !e.defaultPrevented) {
      e.preventDefault()
      // A date is read from its text when the input lets go of it.
      if (column.type === 'date') return (e.target as HTMLElement).blur()
      end(() => onSave(value, 'down'))
    }
    if (!e.ctrlKey && !e.metaKey) e.stopPropagation()
  }
  const onBlur = (e: FocusEvent) => {
    const to = e.relatedTarget
    if (to && (box.current?.contains(to) || to.closest('[data-portal]'))) return
    // The value that this blur brings comes first.
    setTimeout(() => end(() => onSave(latest.current, 'stay')))
  }
  const pick = (v: CellValue) => {
    setValue(v)
    end(() => onSave(v, 'stay'))
  }
  return (
    <div
      ref={box}
      className={classes.editor}
      data-wide={wide.has(column.type) || undefined}
      role="none"
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      onClick={(e) => e.stopPropagation()}
      onDoubleClick={(e) => e.stopPropagation()}
    >
      <Control column={column} value={value} typed={typed} onChange={setValue} onPick={pick} />
      {refused && (
        <div role="alert" className={classes.refused}>
          {refused.words}
        </div>
      )}
    </div>
  )
}

/** What typing begins with: the key itself where the control takes text. */
function begin(column: ListColumn, typed: string | undefined): CellValue | undefined {
  if (typed === undefined) return undefined
  switch (column.type) {
    case 'number':
    case 'money':
      return /\d/.test(typed) ? Number(typed) : undefined
    case 'name':
    case 'text':
    case 'longtext':
    case 'link':
    case 'phone':
    case 'email':
      return typed
    default:
      return undefined
  }
}

interface ControlProps {
  column: ListColumn
  value: CellValue
  typed: string | undefined
  onChange: (value: CellValue) => void
  /** A choice that is an answer by itself. */
  onPick: (value: CellValue) => void
}

function Control({ column, value, typed, onChange, onPick }: ControlProps) {
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
