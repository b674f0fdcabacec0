import { IconFileOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { FormSkeleton } from '@/components/ui/skeletons'
import { toApiError } from '@/lib/api/client'
import { paths } from '@/lib/routing/paths'
import { useParam, useView } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'
import { useTemplate, useVariables } from './api'
import { TemplateEditor } from './template-editor'

const viewOf = z.object({
  kind: z.enum(['email', 'sms', 'task', 'pdf']).catch('email'),
  folder: z.string().catch(''),
})

/** What asked for a new template of a kind: where it leads back to, and what follows when it is saved. */
export interface AskedForTemplate {
  back: { to: string; label: string }
  onMade: (template: string) => void
}

/** One template of a product, or a new one, perhaps made for something else that goes on with it. */
export function TemplatePage({ asked }: { asked?: AskedForTemplate }) {
  const { t } = useTranslation()
  const { product } = useProduct()
  const param = useParam('template')
  const id = param === 'new' ? '' : param
  const [view] = useView(viewOf)
  const row = useTemplate(id)
  const variables = useVariables(product.id)
  const error = row.error ?? variables.error
  if (variables.data && (id === '' || row.data)) {
    return (
      <TemplateEditor
        key={id || 'new'}
        product={product.id}
        row={id ? row.data : undefined}
        kind={view.kind}
        folder={view.folder}
        variables={variables.data}
        asked={asked}
      />
    )
  }
  return (
    <Page
      title={t(id ? 'templates.one' : 'templates.new')}
      back={asked?.back ?? { to: paths.templates(product.id), label: t('templates.title') }}
    >
      {error && toApiError(error).code === 'not_found' ? (
        <EmptyState icon={IconFileOff} title={t('templates.not_there')} />
      ) : error ? (
        <ErrorBox
          error={error}
          onRetry={() => {
            void row.refetch()
            void variables.refetch()
          }}
        />
      ) : (
        <FormSkeleton />
      )}
    </Page>
  )
}
