import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { TableSkeleton } from '@/components/ui/skeletons'
import { paths } from '@/lib/routing/paths'
import { useParam } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'
import { usePlan } from './api'
import { ForecastScreen } from './forecast-screen'

/** What a saved automation will do. */
export function ForecastPage() {
  const { t } = useTranslation()
  const id = useParam('sequence')
  const { product } = useProduct()
  const plan = usePlan(id)
  const back = {
    to: paths.automation(product.id, id),
    label: plan.data?.sequence.name ?? t('forecast.automation'),
  }
  if (plan.data) {
    return <ForecastScreen key={id} id={id} plan={plan.data} back={back} />
  }
  return (
    <Page title={t('forecast.title')} back={back}>
      {plan.error ? (
        <ErrorBox error={plan.error} onRetry={() => void plan.refetch()} />
      ) : (
        <TableSkeleton />
      )}
    </Page>
  )
}
