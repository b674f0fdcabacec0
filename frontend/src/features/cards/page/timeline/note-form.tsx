import { Button, Group, Text, Textarea } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { say } from '@/lib/i18n/say'
import { useNotes } from '../api'

interface NoteFormProps {
  card: string
  /** The note that is edited; none for a new one. */
  note?: crm.Note
  onClose?: () => void
}

/** Writes a note, or edits one. A new one opens when somebody begins to write. */
export function NoteForm({ card, note, onClose }: NoteFormProps) {
  const { t } = useTranslation()
  const { save } = useNotes(card)
  const [text, setText] = useState(note?.text ?? '')
  const [open, setOpen] = useState(Boolean(note))
  const close = () => {
    setText('')
    setOpen(false)
    save.reset()
    onClose?.()
  }
  const submit = () => {
    if (text.trim() && !save.isPending)
      save.mutate({ id: note?.id ?? '', text }, { onSuccess: close })
  }
  const keys = (e: KeyboardEvent) => {
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) submit()
    if (e.key === 'Escape' && (note || !text.trim())) {
      e.stopPropagation()
      close()
    }
  }
  const problems = problemsOf(save.error)
  return (
    <div>
      <Textarea
        aria-label={t(note ? 'card.edit_note' : 'card.write_note')}
        placeholder={t('card.write_note')}
        autosize
        data-mantine-stop-propagation={Boolean(note) || undefined}
        autoFocus={Boolean(note)}
        minRows={open ? 3 : 1}
        maxRows={16}
        value={text}
        onFocus={() => setOpen(true)}
        onChange={(e) => setText(e.currentTarget.value)}
        onKeyDown={keys}
        error={save.error && (fieldError(problems, 'text') ?? say(save.error as never))}
      />
      {open && (
        <Group gap="xs" mt={6} justify="flex-end">
          <Text size="xs" c="dimmed" mr="auto">
            {t('card.ctrl_enter')}
          </Text>
          <Button size="compact-sm" variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button
            size="compact-sm"
            onClick={submit}
            loading={save.isPending}
            disabled={!text.trim()}
          >
            {t(note ? 'common.save' : 'card.add_note')}
          </Button>
        </Group>
      )}
    </div>
  )
}
