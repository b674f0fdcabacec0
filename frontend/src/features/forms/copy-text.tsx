import { ActionIcon, CopyButton, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'

/** Puts a text on the clipboard, and says so. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation()
  return (
    <CopyButton value={text} timeout={3000}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t('form.copied') : label}>
          <ActionIcon
            size="sm"
            aria-label={label}
            onClick={(e) => {
              e.stopPropagation()
              copy()
              announce(t('form.copied'))
            }}
          >
            {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  )
}
