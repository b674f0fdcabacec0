import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Modal } from '@/components/ui/modal'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { toast } from '@/components/ui/toast'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useImportTemplate, useTemplateFile } from '../api'
import { FileFacts } from './file-facts'

interface ImportDialogProps {
  product: string
  /** The file as base64. */
  content: string
  onClose: () => void
}

/** What a template's file would make, and making it. */
export function ImportDialog({ product, content, onClose }: ImportDialogProps) {
  const { t } = useTranslation()
  const go = useGo()
  const look = useTemplateFile(product, content)
  const importing = useImportTemplate()
  const [makeFields, setMakeFields] = useState(true)
  const file = look.data
  const missing = file?.missing.length ?? 0
  const start = () =>
    importing.mutate(
      { product, content, makeFields: makeFields && missing > 0 },
      {
        onSuccess: ({ template }) => {
          toast({ title: t('templates.imported', { name: template.name }) })
          onClose()
          go(paths.template(product, template.id))
        },
      },
    )
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={
        <Text span fw={600} fz="lg">
          {t('templates.import.title')}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        {look.isPending && <LinesSkeleton />}
        <ErrorBox error={look.error} />
        {file && <FileFacts file={file} />}
        {file && missing > 0 && (
          <Checkbox
            label={t('templates.import.make_fields', { count: missing })}
            description={file.missing.map((m) => m.name || m.path).join(', ')}
            checked={makeFields}
            onChange={(e) => setMakeFields(e.currentTarget.checked)}
          />
        )}
        {file && missing > 0 && !makeFields && (
          <Text size="sm" c="var(--tone-amber)">
            {t('templates.import.lacks')}
          </Text>
        )}
        {file?.problems.map((p) => (
          <Text key={p.path + p.key} size="sm" c="var(--tone-red)">
            {placeOf(p.path)}
            {say(p)}
          </Text>
        ))}
        <ErrorBox error={importing.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          {file && (
            <Button
              onClick={start}
              loading={importing.isPending}
              disabled={file.problems.length > 0 || (missing > 0 && !makeFields)}
              data-autofocus
            >
              {t('templates.import.now')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}

// Where in the file something is wrong: what the words do not say.
const placeOf = (path: string) => (/^(templates|assets|fields)\[/.test(path) ? `${path}: ` : '')
