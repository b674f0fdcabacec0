import { Button } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { useFurtherCards } from './api'
import classes from './live.module.css'
import { PreviewCards } from './preview-cards'
import type { LivePreview } from './use-live-preview'

interface MatchingCardsProps {
  live: LivePreview
  answer: NonNullable<LivePreview['answer']>
  product: string
  onWhy: (card: string) => void
  onOpen: (card: string) => void
}

const page = 100

/** The cards that a draft matches: the first ones, and as many more as somebody asks for. */
export function MatchingCards({ live, answer, product, onWhy, onOpen }: MatchingCardsProps) {
  const { t } = useTranslation()
  // Asked for with one draft, they are not read for the next one.
  const [wanted, setWanted] = useState<crm.Group>()
  const asked = wanted === live.tree && !live.stale
  const further = useFurtherCards(product, live.tree, answer.next, asked)
  const rows = asked
    ? [...answer.rows, ...(further.data?.pages.flatMap((p) => p.rows) ?? [])]
    : answer.rows
  const left = answer.total - rows.length
  const more = Boolean(answer.next) && (asked && further.data ? further.hasNextPage : left > 0)
  const show = () => {
    if (!asked) setWanted(live.tree)
    else if (further.data) void further.fetchNextPage()
    else void further.refetch()
  }
  return (
    <div className={classes.cards} data-old={live.stale || undefined}>
      <PreviewCards
        rows={rows}
        total={answer.total}
        product={product}
        onWhy={onWhy}
        onOpen={onOpen}
      />
      <div className={classes.more}>
        <ErrorBox error={further.error} onRetry={show} />
        {more && (
          <Button
            variant="default"
            size="xs"
            fullWidth
            loading={further.isFetching}
            disabled={live.stale}
            onClick={show}
          >
            {t('filters.more_cards', { count: Math.max(1, Math.min(page, left)) })}
          </Button>
        )}
      </div>
    </div>
  )
}
