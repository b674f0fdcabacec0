import { Anchor, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CardFind } from '@/components/ui/card-find'
import { ErrorBox } from '@/components/ui/error-box'
import { SideDrawer } from '@/components/ui/side-drawer'
import { LinesSkeleton } from '@/components/ui/skeletons'
import type { DrawerTarget } from '@/lib/drawers/drawers'
import { paths } from '@/lib/routing/paths'
import { useIsAdmin, useProduct } from '@/lib/workspace/workspace'
import { useWhyFilter } from './api'
import { ConditionTree } from './condition-tree'
import { FilterChoice } from './filter-choice'
import { Answer, Turn } from './why-answer'

interface WhyFilterDrawerProps {
  target: Extract<DrawerTarget, { kind: 'why_filter' }>
  onClose: () => void
}

/** Why a card does or doesn't match a filter; what isn't given is chosen on top. */
export function WhyFilterDrawer({ target, onClose }: WhyFilterDrawerProps) {
  const { t } = useTranslation()
  const product = useProduct().product.id
  const admin = useIsAdmin()
  const [card, setCard] = useState(target.card)
  const [filter, setFilter] = useState(target.filter)
  const { data, error, refetch } = useWhyFilter({ card, filter, tree: target.tree })
  const open = card !== '' && (filter !== '' || target.tree !== undefined)
  return (
    <SideDrawer open onClose={onClose} title={t('why.title')}>
      <Stack gap="lg">
        {target.card === '' && (
          <CardFind label={t('why.card')} product={product} onPick={setCard} />
        )}
        {target.filter === '' && !target.tree && (
          <FilterChoice product={product} value={filter} onPick={setFilter} />
        )}
        <ErrorBox error={error} onRetry={() => void refetch()} />
        {open && !data && !error && <LinesSkeleton />}
        {!open && <Text c="dimmed">{t(card ? 'why.choose_filter' : 'why.choose_card')}</Text>}
        {open && data && (
          <>
            <Answer matches={data.why.matches} answer={data.answer} />
            <Turn turn={data.turn} byTime={data.why.flips > 0} />
            {data.why.problems.length > 0 && filter && admin && (
              <Anchor component={Link} to={paths.filter(product, filter)} onClick={onClose}>
                {t('why.mend')}
              </Anchor>
            )}
            <section>
              <Title order={2} size="h3" mb={6}>
                {t('why.conditions')}
              </Title>
              <ConditionTree why={data.why} />
            </section>
          </>
        )}
      </Stack>
    </SideDrawer>
  )
}
