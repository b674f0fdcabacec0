import { Button, FileButton, Progress, Stack, Text } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { type Dispatch, type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import classes from './imports.module.css'
import { PastImports } from './past-imports'
import type { Action } from './state/wizard'
import { upload } from './upload'

interface FileStepProps {
  product: string
  dispatch: Dispatch<Action>
}

/** Choose a file, or drop it; below, what was imported before. */
export function FileStep({ product, dispatch }: FileStepProps) {
  const { t } = useTranslation()
  const [share, setShare] = useState<number>()
  const [error, setError] = useState<unknown>()
  const [over, setOver] = useState(false)
  const read = (file: File | null | undefined) => {
    if (!file) return
    setShare(0)
    setError(undefined)
    upload(product, file, setShare)
      .then((out) => dispatch({ type: 'read', file: out }), setError)
      .finally(() => setShare(undefined))
  }
  const drop = (e: DragEvent) => {
    e.preventDefault()
    setOver(false)
    read(e.dataTransfer.files[0])
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
        <FileButton accept=".csv,.txt,.tsv,.xlsx,text/csv" onChange={read}>
          {(props) => (
            <Button {...props} mt="xs" loading={share !== undefined}>
              {t('imports.choose')}
            </Button>
          )}
        </FileButton>
        {share ? (
          <Progress value={100 * share} w={240} mt="xs" aria-label={t('imports.uploading')} />
        ) : null}
      </div>
      <ErrorBox error={error} />
      <Text size="sm" c="dimmed">
        {t('imports.known_sources')}
      </Text>
      <Text size="sm" c="dimmed">
        {t('imports.promise')}
      </Text>
      <PastImports product={product} dispatch={dispatch} />
    </Stack>
  )
}
