import { Anchor, Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { SideDrawer } from '@/components/ui/side-drawer'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { When } from '@/components/ui/when'
import { paths } from '@/lib/routing/paths'
import classes from './activation.module.css'
import { useCardsBehind } from './api'

interface CardsBehindProps {
  title: string
  ask: Omit<api.ListForecastRowsIn, 'offset' | 'limit'>
  product: string
  onClose: () => void
}

/** The cards behind a finding, each a door to its card. */
export function CardsBehind({ title, ask, product, onClose }: CardsBehindProps) {
  const { t } = useTranslation()
  const list = useCardsBehind(ask)
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <SideDrawer open onClose={onClose} title={title}>
      <ErrorBox error={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && <LinesSkeleton count={6} />}
      {list.data && rows.length === 0 && <Text c="dimmed">{t('activation.no_cards')}</Text>}
      <ul className={classes.rows}>
        {rows.map((row) => (
          <li key={row.index}>
            <Anchor component={Link} to={paths.card(product, row.card)} className="clip">
              {row.cardName}
            </Anchor>
            <span className={classes.at}>
              <When at={row.at} />
            </span>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('activation.more_cards')}
        </Button>
      )}
    </SideDrawer>
  )
}
