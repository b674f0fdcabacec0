import type { crm } from '@wails/go/models'
import { useMemo } from 'react'
import { useVariables } from './api'
import { PdfPreview } from './preview/pdf-preview'
import { PreviewPanel } from './preview/preview-panel'
import { useLivePreview } from './preview/use-live-preview'
import { draftOf } from './state/draft'

interface TemplatePreviewProps {
  product: string
  template: crm.Template
}

/** How a saved template looks as a real card, for a place where it is only chosen. */
export function TemplatePreview({ product, template }: TemplatePreviewProps) {
  const draft = useMemo(() => draftOf(template), [template])
  const live = useLivePreview(product, draft)
  const variables = useVariables(product).data ?? []
  if (draft.kind === 'pdf') {
    return (
      <PdfPreview
        product={product}
        draft={draft}
        onChange={undefined}
        live={live}
        variables={variables}
      />
    )
  }
  return <PreviewPanel draft={draft} live={live} variables={variables} onChange={undefined} />
}
