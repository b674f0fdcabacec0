import { Button, Group, Input, Text } from '@mantine/core'
import { IconFileTypePdf, IconPaperclip } from '@tabler/icons-react'
import type { crm, merge } from '@wails/go/models'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { AttachmentRow } from './attachment-row'
import classes from './attachments.module.css'
import { PdfMenu } from './pdf-menu'
import { useAttachments } from './use-attachments'

interface AttachmentsProps {
  value: crm.Attachment[]
  onChange: (value: crm.Attachment[]) => void
  product: string
  variables: merge.Field[]
  problems: Problem[]
  readOnly: boolean
}

/** What goes along with an email: files, and PDFs that are made for each card. */
export function Attachments(p: AttachmentsProps) {
  const { value, onChange, product, readOnly } = p
  const { t } = useTranslation()
  const file = useRef<HTMLInputElement>(null)
  const files = useAttachments(value, onChange)
  const wrong = p.problems.find((problem) => problem.path === 'attachments')
  const change = (i: number, next: crm.Attachment | undefined) =>
    onChange(value.flatMap((a, n) => (n === i ? (next ?? []) : a)))
  if (readOnly && value.length === 0) return null
  return (
    <div>
      <Group justify="space-between" align="baseline" gap="xs">
        <Input.Label component="div">{t('editor.attachments')}</Input.Label>
        {files.total && (
          <Text size="xs" c="dimmed" className="num">
            {t('editor.total', { size: files.total })}
          </Text>
        )}
      </Group>
      {value.length > 0 && (
        <ul className={classes.list} aria-label={t('editor.attachments')}>
          {value.map((attachment, i) => (
            <AttachmentRow
              // biome-ignore lint/suspicious/noArrayIndexKey: the same file may stand there twice
              key={i}
              attachment={attachment}
              size={files.sizeOf(attachment.asset)}
              error={fieldError(p.problems, `attachments[${i}]`)}
              onChange={(next) => change(i, next)}
              onRemove={() => change(i, undefined)}
              product={product}
              variables={p.variables}
              readOnly={readOnly}
            />
          ))}
        </ul>
      )}
      {!readOnly && (
        <Group gap="xs" mt={4}>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPaperclip size={15} />}
            loading={files.adding}
            onClick={() => file.current?.click()}
          >
            {t('editor.add_file')}
          </Button>
          <PdfMenu
            product={product}
            icon={<IconFileTypePdf size={15} />}
            onPick={({ id, name }) => onChange([...value, { asset: '', template: id, name }])}
          />
          <Text size="xs" c="dimmed">
            {t('editor.file_limits')}
          </Text>
        </Group>
      )}
      {(files.problem || wrong) && (
        <Input.Error mt={4} role="alert">
          {files.problem ?? fieldError(wrong ? [wrong] : [], 'attachments')}
        </Input.Error>
      )}
      <input
        ref={file}
        type="file"
        multiple
        hidden
        aria-label={t('editor.add_file')}
        onChange={(e) => {
          void files.add([...(e.currentTarget.files ?? [])])
          e.currentTarget.value = ''
        }}
      />
    </div>
  )
}
