import { ActionIcon, Group, Menu, Text } from '@mantine/core'
import { IconDots, IconPencil, IconPin, IconPinnedOff, IconTrash } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toastError } from '@/components/ui/toast'
import { When } from '@/components/ui/when'
import { useNotes } from '../api'
import { cardToast } from '../card-toast'
import { NoteForm } from './note-form'
import classes from './timeline.module.css'

interface NoteBoxProps {
  note: api.NoteView
  card: string
}

/** A note: its text, who wrote it when, and what may be done with it. */
export function NoteBox({ note: { note, who, mayEdit }, card }: NoteBoxProps) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  const [whole, setWhole] = useState(false)
  const long = note.text.length > 600 || note.text.split('\n').length > 8
  if (editing) return <NoteForm card={card} note={note} onClose={() => setEditing(false)} />
  return (
    <article className={classes.note} data-pinned={note.pinned || undefined}>
      <div className={classes.first}>
        <div className={classes.text} data-short={(long && !whole) || undefined} dir="auto">
          {note.text}
        </div>
        <NoteMenu note={{ note, who, mayEdit }} card={card} onEdit={() => setEditing(true)} />
      </div>
      {long && (
        <button type="button" className="linkish" onClick={() => setWhole(!whole)}>
          {t(whole ? 'card.show_less' : 'card.show_all')}
        </button>
      )}
      <Text size="sm" c="dimmed" component="div" className={classes.facts}>
        {note.pinned && (
          <Group gap={4} wrap="nowrap">
            <IconPin size={14} aria-hidden /> {t('card.pinned')}
          </Group>
        )}
        <When at={note.created} />
        <span className="clip">{who}</span>
        {note.modified > note.created && (
          <span>
            {t('card.edited')} <When at={note.modified} relative />
          </span>
        )}
      </Text>
    </article>
  )
}

function NoteMenu({
  note: { note, mayEdit },
  card,
  onEdit,
}: NoteBoxProps & { onEdit: () => void }) {
  const { t } = useTranslation()
  const { pin, remove, restore } = useNotes(card)
  const drop = () =>
    remove.mutateAsync(note.id).then(
      () =>
        cardToast({
          title: t('card.note_deleted'),
          action: {
            label: t('common.undo'),
            run: () => void restore.mutateAsync(note.id).catch(toastError),
          },
        }),
      toastError,
    )
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size="sm" aria-label={t('card.note_menu')}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayEdit && (
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={onEdit}>
            {t('common.edit')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={note.pinned ? <IconPinnedOff size={16} /> : <IconPin size={16} />}
          onClick={() => pin.mutate({ id: note.id, pinned: !note.pinned }, { onError: toastError })}
        >
          {t(note.pinned ? 'card.unpin' : 'card.pin')}
        </Menu.Item>
        {mayEdit && (
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => void drop()}>
            {t('common.delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
