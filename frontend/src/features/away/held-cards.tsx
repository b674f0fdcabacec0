import { Button } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { type Action, these } from '@/lib/jobs/use-acts'
import { useHeldCards } from './api'
import { type CardLine, CardLines } from './card-lines'

interface HeldCardsProps {
  ask: api.RunningAsk
  busy: boolean
  onAct: (pick: api.RunningPick, action: Action) => void
}

/** The cards whose step waits, each with its own answer. */
export function HeldCards({ ask, busy, onAct }: HeldCardsProps) {
  const { t } = useTranslation()
  const cards = useHeldCards(ask)
  if (cards.error) return <ErrorBox error={cards.error} onRetry={() => void cards.refetch()} />
  if (!cards.data) return <LinesSkeleton count={3} />
  const rows = cards.data.pages.flatMap((page) => page.rows)
  const lines = rows.map((r): CardLine => {
    const { card, product, sequence, at, mine } = r
    return { id: r.enrolment, card, name: r.cardName, product, sequence, at, mine }
  })
  return (
    <CardLines
      lines={lines}
      busy={cards.isFetchingNextPage}
      onMore={cards.hasNextPage ? () => void cards.fetchNextPage() : undefined}
      actionsOf={(line) =>
        (['send', 'skip'] as const).map((action) => (
          <Button
            key={action}
            size="compact-xs"
            variant="default"
            disabled={busy}
            aria-label={`${t(`away.${action}`)}: ${line.name}`}
            onClick={() => onAct(these([line.id]), action)}
          >
            {t(`away.${action}`)}
          </Button>
        ))
      }
    />
  )
}
