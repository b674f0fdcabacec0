import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

interface CopyButtonProps {
  text: string
  /** It is what is done here first of all. */
  lead?: boolean
}

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ text, lead }: CopyButtonProps) {
  const { t } = useTranslation()
  const clipboard = useClipboard({ timeout: 3000 })
  return (
    <Button
      variant={lead ? 'filled' : 'default'}
      leftSection={clipboard.copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
      onClick={() => clipboard.copy(text)}
    >
      <span aria-live="polite">{t(clipboard.copied ? 'login.copied' : 'login.copy')}</span>
    </Button>
  )
}
