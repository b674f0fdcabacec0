import type { api } from '@wails/go/models'
import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import classes from './card-list.module.css'
import { CellControl } from './cell-control'
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
      <CellControl column={column} value={value} typed={typed} onChange={setValue} onPick={pick} />
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
