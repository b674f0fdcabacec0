import { IconFilterOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { FormSkeleton } from '@/components/ui/skeletons'
import { toApiError } from '@/lib/api/client'
import { paths } from '@/lib/routing/paths'
import { text, useParam, useView } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'
import { useCatalogue, useFilter } from './api'
import { FilterEditor } from './filter-editor'

/** What asked for a new filter: where it leads back to, and what follows when it is saved. */
export interface AskedForFilter {
  back: { to: string; label: string }
  onMade: (filter: string) => void
}

interface FilterPageProps {
  /** Leads on to an automation that uses the filter. */
  onUse?: (filter: string) => void
  /** The filter is made for something else, which goes on with it. */
  asked?: AskedForFilter
}

const viewOf = z.object({ folder: text })

/** One filter of a product, or a new one. */
export function FilterPage({ onUse, asked }: FilterPageProps) {
  const { t } = useTranslation()
  const { product } = useProduct()
  const param = useParam('filter')
  const [view] = useView(viewOf)
  const id = param === 'new' ? '' : param
  const catalogue = useCatalogue(product.id)
  const row = useFilter(id)
  const error = row.error ?? catalogue.error
  const back = asked?.back ?? { to: paths.filters(product.id), label: t('filters.title') }
  if (catalogue.data && (id === '' || row.data)) {
    return (
      <FilterEditor
        key={id || 'new'}
        product={product.id}
        row={id ? row.data : undefined}
        folder={view.folder}
        subjects={catalogue.data}
        onUse={onUse}
        asked={asked}
      />
    )
  }
  return (
    <Page title={t(id ? 'filters.one' : 'filters.new')} back={back}>
      {error && toApiError(error).code === 'not_found' ? (
        <EmptyState icon={IconFilterOff} title={t('filters.not_there')} />
      ) : error ? (
        <ErrorBox
          error={error}
          onRetry={() => {
            void row.refetch()
            void catalogue.refetch()
          }}
        />
      ) : (
        <FormSkeleton />
      )}
    </Page>
  )
}
