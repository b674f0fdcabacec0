import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OpenFileButton } from '@/components/ui/open-file-button'
import { useProduct } from '@/lib/workspace/workspace'
import { ImportDialog } from './import-dialog'

/** Opens a template's file and says what it holds before anything is made. */
export function ImportButton() {
  const { t } = useTranslation()
  const { product } = useProduct()
  const [content, setContent] = useState<string>()
  return (
    <>
      <OpenFileButton
        label={t('templates.import')}
        fileLabel={t('templates.import.file')}
        accept=".json,application/json"
        onOpen={setContent}
      />
      {content && (
        <ImportDialog product={product} from={{ content }} onClose={() => setContent(undefined)} />
      )}
    </>
  )
}
