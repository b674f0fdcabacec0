import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OpenFileButton } from '@/components/ui/open-file-button'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { ImportDialog } from './import-dialog'

/** Opens a file of automations and says what it would make before anything is made. */
export function ImportButton({ product }: { product: string }) {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const [content, setContent] = useState<string>()
  if (!admin) return null
  return (
    <>
      <OpenFileButton
        label={t('packs.import')}
        fileLabel={t('packs.file')}
        accept=".yaml,.yml,application/yaml"
        onOpen={setContent}
      />
      {content && (
        <ImportDialog product={product} content={content} onClose={() => setContent(undefined)} />
      )}
    </>
  )
}
