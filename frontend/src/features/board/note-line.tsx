import { Button } from '@mantine/core'
import { IconArrowBackUp, IconBolt, IconCheck } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import classes from './board.module.css'
import type { MoveNote } from './use-moves'

interface NoteLineProps {
  card: api.BoardCard
  note: MoveNote
  onUndo: (card: api.BoardCard, batch: string) => void
}

/** What a move did to automations, on the card itself, with the way back. */
export function NoteLine({ card, note, onUndo }: NoteLineProps) {
  const { t } = useTranslation()
  const [first, ...more] = note.effects
  const Mark = first ? IconBolt : IconCheck
  return (
    <div className={classes.note} data-note={card.id}>
      <Mark size={14} aria-hidden className={classes.noteMark} />
      <span className={classes.noteWords} title={note.effects.join('\n')}>
        {first ?? t('board.here')}
        {more.length > 0 && ` ${t('board.more', { count: more.length })}`}
      </span>
      {note.undo && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconArrowBackUp size={13} />}
          onClick={() => onUndo(card, note.undo)}
          onMouseDown={(e) => e.stopPropagation()}
        >
          {t('common.undo')}
        </Button>
      )}
    </div>
  )
}
