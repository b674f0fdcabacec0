import { Button, Text } from '@mantine/core'
import {
  type Icon,
  IconBolt,
  IconCheckbox,
  IconFile,
  IconHelpCircle,
  IconMail,
  IconMessage,
  IconNote,
  IconPencil,
} from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { OriginIcon } from '@/components/ui/origin-icon'
import { Say } from '@/components/ui/say'
import { StateBadge } from '@/components/ui/state-badge'
import { When } from '@/components/ui/when'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { FileRow } from '../files/file-row'
import { ChangeList } from './change-list'
import { Line } from './line'
import { NoteBox } from './note-box'
import classes from './timeline.module.css'

const icons: Record<api.TimelineLine['kind'], Icon> = {
  change: IconPencil,
  message: IconMail,
  task: IconCheckbox,
  automation: IconBolt,
  note: IconNote,
  file: IconFile,
}

/** Who did it, where it was nobody of the workspace. */
const byWords: Record<string, string> = {
  import: 'card.by_import',
  outside: 'card.by_outside',
}

interface PastLineProps {
  line: api.TimelineLine
  view: api.CardView
}

/** Something that happened. */
export function PastLine({ line, view }: PastLineProps) {
  const Picture = line.message?.channel === 'sms' ? IconMessage : icons[line.kind]
  const picture =
    line.kind === 'change' && line.cause in byWords ? (
      <OriginIcon origin={line.cause} />
    ) : (
      <Picture size={15} stroke={1.75} />
    )
  return (
    <Line picture={picture} kind={line.kind}>
      {line.note ? (
        <NoteBox note={line.note} card={view.card.id} />
      ) : line.file ? (
        <FileRow file={line.file} card={view.card.id} />
      ) : (
        <Told line={line} view={view} />
      )}
    </Line>
  )
}

function Told({ line, view }: PastLineProps) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  const { message, sequence } = line
  return (
    <>
      <ChangeList changes={line.changes} />
      {line.say.map((say, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was said once never moves
        <div key={i} className={classes.first}>
          <Text component="div" className={classes.said}>
            <Say of={say} />
          </Text>
          {i === 0 && message && <StateBadge state={message.state} reason={message.reason} />}
        </div>
      ))}
      <Text size="sm" c="dimmed" component="div" className={classes.facts}>
        <When at={line.at} />
        <span className="clip" title={line.who}>
          {line.who || t(byWords[line.cause] ?? 'common.product')}
        </span>
        {message && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => open({ kind: 'message', id: message.id })}
          >
            {t('card.open_message')}
          </Button>
        )}
        {line.kind === 'automation' && sequence && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconHelpCircle size={14} />}
            onClick={() => open({ kind: 'why', card: view.card.id, sequence })}
          >
            {t('cards.why')}
          </Button>
        )}
      </Text>
    </>
  )
}
