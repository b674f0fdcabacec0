import { Button, Loader } from '@mantine/core'
import { IconDownload, IconMaximize } from '@tabler/icons-react'
import type { merge } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Modal } from '@/components/ui/modal'
import { contentOf, type Draft } from '../state/draft'
import { CardSwitch } from './card-switch'
import { MissingNote } from './missing-note'
import classes from './pdf.module.css'
import { PdfPages } from './pdf-pages'
import { PdfWarnings } from './pdf-warnings'
import panel from './preview.module.css'
import type { LivePreview } from './use-live-preview'
import { type PdfPreviewState, usePdfPreview, useSavePdf } from './use-pdf-preview'

interface PdfPreviewProps {
  product: string
  draft: Draft
  /** Missing for those who may only look. */
  onChange: ((part: Partial<Draft>) => void) | undefined
  /** As which card it is shown. */
  live: LivePreview
  variables: merge.Field[]
}

/** The PDF as the client of a real card gets it, page by page. */
export function PdfPreview({ product, draft, onChange, live, variables }: PdfPreviewProps) {
  const { t } = useTranslation()
  const pdf = usePdfPreview(product, contentOf(draft), live.answer?.card)
  const [large, setLarge] = useState(false)
  const { answer, shown } = pdf
  return (
    <aside className={panel.panel} aria-label={t('templates.preview')}>
      <div className={panel.top}>
        <CardSwitch live={live} />
        {pdf.waiting && <Loader size={16} aria-label={t('common.loading')} />}
        <PdfActions pdf={pdf} onEnlarge={() => setLarge(true)} />
      </div>
      <ErrorBox error={live.error ?? pdf.error} />
      {answer && (
        <MissingNote
          missing={answer.missing}
          variables={variables}
          draft={draft}
          onChange={onChange}
        />
      )}
      {answer && <PdfWarnings warnings={answer.warnings} />}
      <div className={panel.shown} data-stale={pdf.stale || undefined}>
        {(shown || pdf.waiting) && <PdfPages content={shown?.content ?? ''} />}
      </div>
      <Modal
        opened={large && Boolean(shown)}
        onClose={() => setLarge(false)}
        title={shown?.name}
        size={900}
        classNames={{ body: classes.large }}
      >
        <PdfPages content={shown?.content ?? ''} />
      </Modal>
    </aside>
  )
}

function PdfActions({ pdf, onEnlarge }: { pdf: PdfPreviewState; onEnlarge: () => void }) {
  const { t } = useTranslation()
  const save = useSavePdf()
  return (
    <div className={classes.actions}>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconMaximize size={15} />}
        onClick={onEnlarge}
        disabled={!pdf.shown}
      >
        {t('templates.pdf.enlarge')}
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconDownload size={15} />}
        onClick={() => save.mutate(pdf.asked)}
        loading={save.isPending}
        disabled={pdf.stale || !pdf.shown}
      >
        {t('templates.pdf.save')}
      </Button>
    </div>
  )
}
