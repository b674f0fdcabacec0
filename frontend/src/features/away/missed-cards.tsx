import { Button } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { useMissedCards } from './api'
import { type CardLine, CardLines } from './card-lines'
import type { MissedPick } from './use-decide-missed'

interface MissedCardsProps {
  sequence: string
  decisions: readonly api.DecideMissedIn['decision'][]
  busy: boolean
  onDecide: (pick: MissedPick, decision: api.DecideMissedIn['decision']) => void
}

/** The cards that would have entered, each with its own answer. */
export function MissedCards({ sequence, decisions, busy, onDecide }: MissedCardsProps) {
  const { t } = useTranslation()
  const cards = useMissedCards(sequence)
  if (cards.error) return <ErrorBox error={cards.error} onRetry={() => void cards.refetch()} />
  if (!cards.data) return <LinesSkeleton count={3} />
  const rows = cards.data.pages.flatMap((page) => page.rows)
  const lines = rows.map((r): CardLine => {
    const { id, card, at } = r.missed
    return { id, card, name: r.cardName, product: r.product, sequence, at, mine: r.mine }
  })
  return (
    <CardLines
      lines={lines}
      busy={cards.isFetchingNextPage}
      onMore={cards.hasNextPage ? () => void cards.fetchNextPage() : undefined}
      actionsOf={(line) =>
        decisions.map((decision) => (
          <Button
            key={decision}
            size="compact-xs"
            variant="default"
            disabled={busy}
            aria-label={`${t(`away.${decision}`)}: ${line.name}`}
            onClick={() => onDecide({ sequence: '', ids: [line.id], count: 1 }, decision)}
          >
            {t(`away.${decision}`)}
          </Button>
        ))
      }
    />
  )
}
