import { Input, Skeleton } from '@mantine/core'
import type { merge } from '@wails/go/models'
import { lazy, Suspense } from 'react'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'

// The editor is large: it comes when a document is opened, not with the program.
const DocEditor = lazy(async () => ({ default: (await import('./editor/doc-editor')).DocEditor }))

interface DocFieldProps {
  label: string
  kind: 'email' | 'pdf'
  /** The document as JSON. */
  value: string
  onChange: (doc: string) => void
  product: string
  variables: merge.Field[]
  problems: Problem[]
  readOnly: boolean
}

/** The document of an email or a PDF. */
export function DocField(p: DocFieldProps) {
  return (
    <Suspense
      fallback={
        <div>
          <Input.Label component="div">{p.label}</Input.Label>
          <Skeleton height={420} mt={4} />
        </div>
      }
    >
      <DocEditor {...p} key={p.kind} error={fieldError(p.problems, 'body', 'doc')} />
    </Suspense>
  )
}
