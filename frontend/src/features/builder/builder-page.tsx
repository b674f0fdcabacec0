import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { TableSkeleton } from '@/components/ui/skeletons'
import { paths } from '@/lib/routing/paths'
import { useParam } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'
import { useSequence } from './api'
import { BuilderScreen } from './builder-screen'
import { type BuilderSlots, SlotContext } from './slots'

/** The builder of one automation. */
export function BuilderPage({ slots }: { slots: BuilderSlots }) {
  const { t } = useTranslation()
  const id = useParam('sequence')
  const product = useProduct().product.id
  const { data, error, refetch } = useSequence(id)
  if (data) {
    return (
      <SlotContext.Provider value={slots}>
        <BuilderScreen key={id} view={data} />
      </SlotContext.Provider>
    )
  }
  return (
    <Page
      title={t('builder.title')}
      back={{ to: paths.automations(product), label: t('sequences.title') }}
    >
      {error ? <ErrorBox error={error} onRetry={() => void refetch()} /> : <TableSkeleton />}
    </Page>
  )
}
