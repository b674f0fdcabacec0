import { Button } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Draft } from '../state/draft'
import { SendTestDialog } from './send-test-dialog'
import type { LivePreview } from './use-live-preview'

interface SendTestProps {
  product: string
  draft: Draft
  live: LivePreview
}

/** The way to a test: the text as the shown card's client would get it, sent to oneself. */
export function SendTest({ product, draft, live }: SendTestProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        variant="default"
        size="compact-md"
        leftSection={<IconSend size={15} />}
        disabled={!live.rendered || live.wrong}
        onClick={() => setOpen(true)}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('editor.send_test')}
      </Button>
      {open && (
        <SendTestDialog
          product={product}
          draft={draft}
          live={live}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
