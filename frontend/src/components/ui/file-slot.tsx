import type { crm } from '@wails/go/models'
import { type ComponentType, createContext, type ReactNode } from 'react'

/** What the input of a file field is given. */
export interface FileInputProps {
  field: crm.Field
  /** The file's id; null: not set. */
  value: string | null
  onChange: (value: string | null) => void
  label: ReactNode
  error?: ReactNode
}

/** How files are uploaded and shown; app/ puts the card feature's own parts here. */
export interface FileParts {
  Input: ComponentType<FileInputProps>
  View: ComponentType<{ id: string }>
}

/** The parts that field-input and field-value use for file fields. */
export const FileSlot = createContext<FileParts | null>(null)
