import { IconFileOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { FormSkeleton } from '@/components/ui/skeletons'
import { toApiError } from '@/lib/api/client'
import { paths } from '@/lib/routing/paths'
import { useParam } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'
import { useForm } from '../api'
import { FormScreen } from './form-screen'

/** The builder of one form, or of a new one. */
export function FormPage() {
  const { t } = useTranslation()
  const { product } = useProduct()
  const param = useParam('form')
  const id = param === 'new' ? '' : param
  const { data, error, refetch } = useForm(id, product.id)
  if (data) return <FormScreen key={id || 'new'} view={data} />
  return (
    <Page
      title={t(id ? 'form.one' : 'form.new')}
      back={{ to: paths.forms(product.id), label: t('form.forms') }}
    >
      {error && toApiError(error).code === 'not_found' ? (
        <EmptyState icon={IconFileOff} title={t('form.not_there')} />
      ) : error ? (
        <ErrorBox error={error} onRetry={() => void refetch()} />
      ) : (
        <FormSkeleton />
      )}
    </Page>
  )
}
