import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation()
  const clipboard = useClipboard({ timeout: 3000 })
  return (
    <Button
      variant="default"
      leftSection={clipboard.copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
      onClick={() => clipboard.copy(text)}
    >
      <span aria-live="polite">{t(clipboard.copied ? 'login.copied' : 'login.copy')}</span>
    </Button>
  )
}
