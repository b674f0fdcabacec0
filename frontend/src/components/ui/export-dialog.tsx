import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportFormat } from './export-run'
import { Modal } from './modal'

interface ExportDialogProps {
  title: string
  /** What is exported, in a line. */
  what: string
  /** What else is asked. */
  children?: ReactNode
  /** What is needed for the export is still asked for. */
  waiting?: boolean
  onClose: () => void
  onStart: (format: ExportFormat) => void
}

/** Asks for the format of an export. */
export function ExportDialog({
  title,
  what,
  children,
  waiting,
  onClose,
  onStart,
}: ExportDialogProps) {
  const { t } = useTranslation()
  const [format, setFormat] = useState<ExportFormat>('xlsx')
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (!waiting) onStart(format)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      title={
        <Text span fw={600} fz="lg">
          {title}
        </Text>
      }
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text c="dimmed" className="num">
            {what}
          </Text>
          {children}
          <Radio.Group
            label={t('export.file')}
            value={format}
            onChange={(f) => setFormat(f as ExportFormat)}
          >
            <Stack gap="xs" mt={8}>
              <Radio value="xlsx" label={t('export.xlsx')} />
              <Radio value="csv" label={t('export.csv')} />
            </Stack>
          </Radio.Group>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={waiting} data-autofocus>
              {t('export.now')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
