import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toastError } from '@/components/ui/toast'
import { toBase64 } from '@/lib/files/files'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { ImportDialog } from './import-dialog'

/** Opens a file of automations and says what it would make before anything is made. */
export function ImportButton({ product }: { product: string }) {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const input = useRef<HTMLInputElement>(null)
  const [content, setContent] = useState<string>()
  const open = async (file: File | undefined) => {
    if (!file) return
    try {
      setContent(toBase64(new Uint8Array(await file.arrayBuffer())))
    } catch (error) {
      toastError(error)
    }
  }
  if (!admin) return null
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".yaml,.yml,application/yaml"
        hidden
        aria-label={t('packs.file')}
        onChange={(e) => {
          void open(e.currentTarget.files?.[0])
          e.currentTarget.value = ''
        }}
      />
      <Button
        variant="default"
        leftSection={<IconFileImport size={16} />}
        onClick={() => input.current?.click()}
      >
        {t('packs.import')}
      </Button>
      {content && (
        <ImportDialog product={product} content={content} onClose={() => setContent(undefined)} />
      )}
    </>
  )
}
