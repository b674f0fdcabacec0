import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { paths } from '@/lib/routing/paths'
import { text, useParam, useView } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'
import { CardMenu } from '../card-menu'
import { type LineKind, useCard } from './api'
import { CardBody } from './card-body'
import { CardFacts, CardStatus } from './card-head'
import { CardName } from './card-name'

/** What the timeline shows, kept in the address: kinds between commas. */
const view = z.object({ show: text })

/** One card on a page of its own. */
export function CardPage() {
  const { t } = useTranslation()
  const { product } = useProduct()
  const id = useParam('card')
  const card = useCard(id)
  const [{ show }, change] = useView(view)
  const back = { to: paths.cards(product.id), label: product.name }
  if (!card.data) {
    return (
      <Page title={card.error ? t('cards.not_there') : '\u00a0'} back={back}>
        {card.error ? (
          <ErrorBox error={card.error} onRetry={() => void card.refetch()} />
        ) : (
          <LinesSkeleton count={10} />
        )}
      </Page>
    )
  }
  return (
    <Page
      key={id}
      title={<CardName view={card.data} />}
      back={back}
      aside={<CardMenu view={card.data} />}
      subtitle={<CardFacts view={card.data} />}
      toolbar={<CardStatus view={card.data} />}
    >
      <CardBody
        view={card.data}
        kinds={show.split(',').filter(Boolean) as LineKind[]}
        onKinds={(kinds) => change({ show: kinds.join(',') })}
      />
    </Page>
  )
}
