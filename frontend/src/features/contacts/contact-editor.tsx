import { Stack } from '@mantine/core'
import type { FormEvent } from 'react'
import { ErrorBox } from '@/components/ui/error-box'
import { otherProblems } from '@/components/ui/problems'
import { useFocusError } from '@/components/ui/use-focus-error'
import { ContactForm, shownPaths } from './contact-form'
import type { useContactEditor } from './use-contact-editor'

interface ContactEditorProps {
  editor: ReturnType<typeof useContactEditor>
  /** Of the form, for a button outside of it. */
  id: string
  onSubmit: () => void
}

/** The form with what is wrong beyond its fields. */
export function ContactEditor({ editor, id, onSubmit }: ContactEditorProps) {
  const form = useFocusError(editor.error)
  const elsewhere = otherProblems(editor.problems, shownPaths)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    onSubmit()
  }
  return (
    <form id={id} ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        <ContactForm draft={editor.draft} change={editor.change} problems={editor.problems} />
        {editor.error && (editor.problems.length === 0 || elsewhere.length > 0) && (
          <ErrorBox error={editor.error} />
        )}
      </Stack>
    </form>
  )
}
