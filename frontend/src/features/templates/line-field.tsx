import { Input, Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { LineEditorProps } from './editor/line/line-editor'
import { TextField } from './text-field'

// The editor is large: it comes when a template is opened, not with the program.
const LineEditor = lazy(async () => ({
  default: (await import('./editor/line/line-editor')).LineEditor,
}))

// As plainFrom of the editor, which is not here before it is wanted.
const plainFrom = 20_000

/** A subject, a title, an SMS or a note: text with variables as chips. */
export function LineField(p: LineEditorProps) {
  if (p.value.length > plainFrom) return <TextField {...p} />
  return (
    <Suspense
      fallback={
        <div>
          <Input.Label component="div">{p.label}</Input.Label>
          <Skeleton height={(p.rows ?? 1) * 20 + 16} mt={8} />
        </div>
      }
    >
      <LineEditor {...p} />
    </Suspense>
  )
}
