import { Text } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import classes from './email.module.css'

/** What goes along with a letter. */
export function EmailFiles({ files }: { files: crm.RenderedFile[] }) {
  const { t } = useTranslation()
  const attached = files.filter((f) => f.cid === '')
  if (attached.length === 0) return null
  return (
    <ul className={classes.files} aria-label={t('editor.attachments')}>
      {attached.map((file) => (
        <li key={file.name} className={classes.file} title={file.name}>
          <IconPaperclip size={14} aria-hidden />
          <Text size="xs" className="clip">
            {file.name}
          </Text>
        </li>
      ))}
    </ul>
  )
}
