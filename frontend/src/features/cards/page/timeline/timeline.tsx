import { Button, Chip, Group, Text, Title } from '@mantine/core'
import { IconPin } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { LinesSkeleton } from '@/components/ui/skeletons'
import cards from '../../cards.module.css'
import { type LineKind, useTimeline } from '../api'
import { ComingList } from './coming-list'
import { Line } from './line'
import { NoteBox } from './note-box'
import { NoteForm } from './note-form'
import { PastLine } from './past-line'
import classes from './timeline.module.css'

const all: LineKind[] = ['change', 'message', 'task', 'automation', 'note', 'file']

interface TimelineProps {
  view: api.CardView
  /** What is shown; nothing chosen: all. */
  kinds: LineKind[]
  onKinds: (kinds: LineKind[]) => void
}

/** What comes, above now; what was, below; and a place to write a note. */
export function Timeline({ view, kinds, onKinds }: TimelineProps) {
  const { t } = useTranslation()
  const past = useTimeline(view.card.id, kinds)
  const lines = past.data?.pages.flatMap((p) => p.lines) ?? []
  const pinned = past.data?.pages[0]?.pinned ?? []
  return (
    <section aria-label={t('cards.timeline')} className={classes.root}>
      <Title order={2} className={cards.heading}>
        {t('cards.timeline')}
      </Title>
      <NoteForm card={view.card.id} />
      <Chip.Group multiple value={kinds} onChange={(k) => onKinds(k as LineKind[])}>
        <Group gap={6} role="group" aria-label={t('cards.show_kind')} className={classes.kinds}>
          {all.map((kind) => (
            <Chip key={kind} value={kind} size="xs">
              {t(`card.kind.${kind}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <ErrorBox error={past.error} onRetry={() => void past.refetch()} />
      <ol className={classes.list}>
        <ComingList view={view} kinds={kinds} />
        <li className={classes.now}>
          <span>{t('cards.now')}</span>
        </li>
        {pinned.map((note) => (
          <Line key={`pin-${note.note.id}`} picture={<IconPin size={15} />} kind="pinned">
            <NoteBox note={note} card={view.card.id} />
          </Line>
        ))}
        {lines
          .filter((l) => !l.note?.note.pinned)
          .map((line) => (
            <PastLine key={line.id} line={line} view={view} />
          ))}
      </ol>
      {past.isPending && <LinesSkeleton count={6} />}
      {past.data && lines.length === 0 && (
        <Text size="sm" c="dimmed" pl={40}>
          {t('card.nothing_of_kind')}
        </Text>
      )}
      {past.hasNextPage && (
        <Button
          variant="default"
          size="compact-md"
          ml={40}
          loading={past.isFetchingNextPage}
          onClick={() => void past.fetchNextPage()}
        >
          {t('card.earlier')}
        </Button>
      )}
    </section>
  )
}
