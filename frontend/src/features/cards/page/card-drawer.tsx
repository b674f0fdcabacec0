import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowsMaximize } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { SideDrawer } from '@/components/ui/side-drawer'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { ProductContext } from '@/lib/workspace/workspace'
import { type LineKind, useCard } from './api'
import { CardBody } from './card-body'
import { CardFacts, CardStatus } from './card-head'
import { CardName } from './card-name'
import classes from './head.module.css'

interface CardDrawerProps {
  target: { id: string }
  onClose: () => void
}

/** A card in the right drawer, over the list, the board or the tasks that one comes from. */
export function CardDrawer({ target, onClose }: CardDrawerProps) {
  const { t } = useTranslation()
  const go = useGo()
  const { data, error, refetch } = useCard(target.id)
  const [kinds, setKinds] = useState<LineKind[]>([])
  const whole = () => {
    if (!data) return
    onClose()
    go(paths.card(data.card.product, data.card.id))
  }
  const drawer = (
    <SideDrawer
      open
      wide
      onClose={onClose}
      title={data ? <CardName view={data} /> : t(error ? 'cards.not_there' : 'common.loading')}
      aside={
        data && (
          <Tooltip label={t('card.whole')}>
            <ActionIcon aria-label={t('card.whole')} onClick={whole}>
              <IconArrowsMaximize size={16} />
            </ActionIcon>
          </Tooltip>
        )
      }
    >
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {!data && !error && <LinesSkeleton count={10} />}
      {data && (
        <div className={classes.drawer}>
          <CardFacts view={data} />
          <CardStatus view={data} />
          <CardBody view={data} kinds={kinds} onKinds={setKinds} />
        </div>
      )}
    </SideDrawer>
  )
  return <ProductContext value={data?.card.product ?? ''}>{drawer}</ProductContext>
}
