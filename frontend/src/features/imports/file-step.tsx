import { Button, FileButton, Stack, Text } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { type Dispatch, type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { toBase64 } from '@/lib/files/files'
import { useReadImport } from './api'
import classes from './imports.module.css'
import type { Action } from './state/wizard'

interface FileStepProps {
  product: string
  dispatch: Dispatch<Action>
}

/** Choose a file, or drop it. */
export function FileStep({ product, dispatch }: FileStepProps) {
  const { t } = useTranslation()
  const reader = useReadImport()
  const [over, setOver] = useState(false)
  const read = async (file: File | null | undefined) => {
    if (!file) return
    const content = toBase64(new Uint8Array(await file.arrayBuffer()))
    reader.mutate(
      { product, import: '', name: file.name, content, encoding: '', delimiter: '' },
      { onSuccess: (out) => dispatch({ type: 'read', file: out }) },
    )
  }
  const drop = (e: DragEvent) => {
    e.preventDefault()
    setOver(false)
    void read(e.dataTransfer.files[0])
  }
  return (
    <Stack gap="md" maw={720}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the pointer's short cut for the button inside */}
      <div
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={(e) => {
          e.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <span className={classes.picture} aria-hidden>
          <IconFileSpreadsheet size={28} stroke={1.5} />
        </span>
        <Text fw={600}>{t('imports.drop')}</Text>
        <Text size="sm" c="dimmed">
          {t('imports.drop_words')}
        </Text>
        <FileButton accept=".csv,.txt,.tsv,text/csv" onChange={(f) => void read(f)}>
          {(props) => (
            <Button {...props} mt="xs" loading={reader.isPending}>
              {t('imports.choose')}
            </Button>
          )}
        </FileButton>
      </div>
      <ErrorBox error={reader.error} />
      <Text size="sm" c="dimmed">
        {t('imports.promise')}
      </Text>
    </Stack>
  )
}
