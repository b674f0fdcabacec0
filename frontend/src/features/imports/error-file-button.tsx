import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useErrorFile } from './api'

interface ErrorFileButtonProps {
  /** The import; before it has written also how it was mapped. */
  id?: string
  ask?: api.CheckImportIn
}

/** Downloads the rejected rows with their reasons. */
export function ErrorFileButton({ id = '', ask }: ErrorFileButtonProps) {
  const { t } = useTranslation()
  const errors = useErrorFile()
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconDownload size={14} />}
      loading={errors.isPending}
      onClick={() => errors.mutate(ask ?? { ...nothing, import: id })}
    >
      {t('imports.error_file')}
    </Button>
  )
}

const nothing: api.CheckImportIn = {
  import: '',
  encoding: '',
  delimiter: '',
  sheet: '',
  existing: '',
  mapping: {
    columns: [],
    dateFormat: 'auto',
    decimalComma: false,
    nameOrder: '',
    region: '',
    zone: '',
    defaultStatus: '',
    defaultOwner: '',
    createMissing: false,
    splitCells: false,
  },
}
