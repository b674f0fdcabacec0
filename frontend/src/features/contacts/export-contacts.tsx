import { useTranslation } from 'react-i18next'
import { ExportDialog } from '@/components/ui/export-dialog'
import { runExport } from '@/components/ui/export-run'
import { backend } from '@/lib/api/client'
import type { Ask } from './view'

interface ExportContactsProps {
  /** These, or else all of the list. */
  ids?: string[]
  ask?: Ask
  /** How many, once it is known. */
  count: number | undefined
  onClose: () => void
}

/** Asks for the format, and then exports clients. */
export function ExportContacts({ ids = [], ask, count, onClose }: ExportContactsProps) {
  const { t } = useTranslation()
  const list = ask && { ...ask, after: '', limit: 0 }
  return (
    <ExportDialog
      title={t('contacts.export_title')}
      what={count === undefined ? t('common.loading') : t('contacts.count', { count })}
      onClose={onClose}
      onStart={(format) => {
        onClose()
        void runExport(backend.StartExportContacts({ ids, list, format }), (done) =>
          t('contacts.exported_all', { count: done }),
        )
      }}
    />
  )
}
