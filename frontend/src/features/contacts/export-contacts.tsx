import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ExportDialog } from '@/components/ui/export-dialog'
import { runExport } from '@/components/ui/export-run'
import { backend } from '@/lib/api/client'

/** Exports all clients. */
export function ExportContacts() {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} />}
        onClick={() => setAsking(true)}
      >
        {t('export.export')}
      </Button>
      {asking && (
        <ExportDialog
          title={t('contacts.export_title')}
          what={t('contacts.export_what')}
          onClose={() => setAsking(false)}
          onStart={(format) => {
            setAsking(false)
            void runExport(backend.StartExportContacts({ format }), (count) =>
              t('contacts.exported_all', { count }),
            )
          }}
        />
      )}
    </>
  )
}
