import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '@/components/ui/data-table'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { TableSkeleton } from '@/components/ui/skeletons'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useIsAdmin, useProduct } from '@/lib/workspace/workspace'
import { useForms } from './api'
import { useFormColumns } from './form-columns'
import { NoForms } from './no-forms'
import { NoPublic } from './no-public'

/** The forms of a product: where each is, and what came by it. */
export function FormsPage() {
  const { t } = useTranslation()
  const { product } = useProduct()
  const admin = useIsAdmin()
  const go = useGo()
  const { data, error, refetch, isLoading } = useForms(product.id)
  const columns = useFormColumns(product.id)
  const title = t('form.title_of', { product: product.name })
  const rows = data?.rows
  const create = admin && (
    <Button onClick={() => go(paths.form(product.id, 'new'))} leftSection={<IconPlus size={16} />}>
      {t(rows?.length === 0 ? 'form.first' : 'form.new')}
    </Button>
  )
  return (
    <Page
      title={title}
      subtitle={rows && rows.length > 0 && t('form.lately')}
      actions={rows && rows.length > 0 && create}
      fill
    >
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {isLoading && <TableSkeleton />}
      {data && data.rows.length > 0 && data.public === '' && <NoPublic />}
      {rows?.length === 0 && <NoForms action={create} />}
      {rows && rows.length > 0 && (
        <DataTable
          label={title}
          columns={columns}
          rows={rows}
          idOf={(row) => row.form.id}
          nameOf={(row) => row.form.name}
          onOpen={(row) => go(paths.form(product.id, row.form.id))}
          rowHeight={60}
        />
      )}
    </Page>
  )
}
