import { Radio, Stack } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { ExportDialog } from '@/components/ui/export-dialog'
import { type ExportFormat, runExport } from '@/components/ui/export-run'
import { backend } from '@/lib/api/client'
import { useExportColumns } from '../api'

/** A column of the list that the file may have. */
interface Column {
  key: string
  title: string
}

interface ExportCardsProps {
  product: string
  pick: api.CardPick
  /** Which cards these are, in a line. */
  what: string
  /** The columns of the view. */
  shown: readonly Column[]
  onClose: () => void
}

/** Asks for the columns and the format, and then exports cards. */
export function ExportCards({ product, pick, what, shown, onClose }: ExportCardsProps) {
  const { t } = useTranslation()
  const [which, setWhich] = useState('view')
  const known = useExportColumns(product)
  const keys = known.data?.map((c) => c.key)
  const without = keys ? shown.filter((c) => !keys.includes(c.key)) : []
  const start = (format: ExportFormat) => {
    if (!keys) return
    const inView = shown.map((c) => c.key).filter((key) => keys.includes(key))
    const columns = which === 'view' ? inView : keys
    onClose()
    void runExport(backend.StartExportCards({ product, pick, columns, format }), (count) =>
      t('cards.exported', { count }),
    )
  }
  return (
    <ExportDialog
      title={t('cards.export_title')}
      what={what}
      waiting={!keys}
      onClose={onClose}
      onStart={start}
    >
      {known.error && <ErrorBox error={known.error} onRetry={() => void known.refetch()} />}
      <Radio.Group label={t('cards.columns')} value={which} onChange={setWhich}>
        <Stack gap="xs" mt={8}>
          <Radio
            value="view"
            label={t('cards.export_shown')}
            description={
              without.length > 0
                ? t('cards.export_without', { columns: without.map((c) => c.title).join(', ') })
                : undefined
            }
          />
          <Radio value="all" label={t('cards.export_all')} />
        </Stack>
      </Radio.Group>
    </ExportDialog>
  )
}
