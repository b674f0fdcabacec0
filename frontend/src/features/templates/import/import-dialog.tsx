import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import type { crm } from '@wails/go/models'
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
  /** Where it goes. */
  product: crm.Product
  /** The file as base64, or the template that is copied to another product. */
  from: { content: string } | { template: string }
  onClose: () => void
}

/** What a template's file or a copy would make, and making it. */
export function ImportDialog({ product, from, onClose }: ImportDialogProps) {
  const { t } = useTranslation()
  const go = useGo()
  const copies = 'template' in from
  const asked = { product: product.id, content: '', ...from }
  const look = useTemplateFile(asked)
  const importing = useImportTemplate()
  const [makeFields, setMakeFields] = useState(true)
  const file = look.data
  const missing = file?.missing.length ?? 0
  const start = () =>
    importing.mutate(
      { ...asked, makeFields: makeFields && missing > 0 },
      {
        onSuccess: ({ template }) => {
          const done = copies ? 'templates.copied_to' : 'templates.imported'
          toast({ title: t(done, { name: template.name, product: product.name }) })
          onClose()
          go(paths.template(product.id, template.id))
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
          {t(copies ? 'templates.copy_to.title' : 'templates.import.title', {
            product: product.name,
          })}
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
            label={t('templates.import.make_fields', { count: missing, product: product.name })}
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
              {t(copies ? 'common.copy' : 'templates.import.now')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}

// Where in the file something is wrong: what the words do not say.
const placeOf = (path: string) => (/^(templates|assets|fields)\[/.test(path) ? `${path}: ` : '')
