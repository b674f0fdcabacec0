import { ActionIcon, Text } from '@mantine/core'
import { IconFile, IconFileTypePdf, IconX } from '@tabler/icons-react'
import type { crm, merge } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../text-field'
import classes from './attachments.module.css'

interface AttachmentRowProps {
  attachment: crm.Attachment
  /** In words; "" where it is not known. */
  size: string
  error: string | undefined
  onChange: (attachment: crm.Attachment) => void
  onRemove: () => void
  product: string
  variables: merge.Field[]
  readOnly: boolean
}

/** A file, or a PDF that is made for each card with the name that it will have. */
export function AttachmentRow(p: AttachmentRowProps) {
  const { t } = useTranslation()
  const { attachment, readOnly } = p
  const made = attachment.template !== ''
  return (
    <li className={classes.row} data-error={p.error !== undefined || undefined}>
      {made ? (
        <IconFileTypePdf size={18} className={classes.icon} aria-hidden />
      ) : (
        <IconFile size={18} className={classes.icon} aria-hidden />
      )}
      <div className={classes.words}>
        {made ? (
          <TextField
            label={t('editor.pdf_name')}
            value={attachment.name}
            onChange={(name) => p.onChange({ ...attachment, name })}
            error={p.error}
            product={p.product}
            variables={p.variables}
            readOnly={readOnly}
          />
        ) : (
          <>
            <Text size="sm" className="clip" title={attachment.name}>
              {attachment.name}
            </Text>
            {p.error && (
              <Text size="xs" c="red">
                {p.error}
              </Text>
            )}
          </>
        )}
      </div>
      {p.size && (
        <Text size="xs" c="dimmed" className="num">
          {p.size}
        </Text>
      )}
      {!readOnly && (
        <ActionIcon
          size="sm"
          aria-label={t('editor.file_remove', { name: attachment.name })}
          onClick={p.onRemove}
        >
          <IconX size={15} />
        </ActionIcon>
      )}
    </li>
  )
}
