import { Button, CopyButton, Group, Text } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import classes from './embed.module.css'

interface SnippetProps {
  title: string
  /** When one takes this way. */
  words: string
  text: string
  /** One line instead of a block. */
  line?: boolean
  aside?: ReactNode
}

/** A text for the website, with what it is for and a button that copies it. */
export function Snippet({ title, words, text, line, aside }: SnippetProps) {
  const { t } = useTranslation()
  return (
    <section aria-label={title}>
      <Group justify="space-between" align="flex-end" gap="xs" mb={6}>
        <div className={classes.words}>
          <Text fw={600}>{title}</Text>
          <Text size="sm" c="dimmed">
            {words}
          </Text>
        </div>
        {aside}
        <CopyButton value={text} timeout={3000}>
          {({ copied, copy }) => (
            <Button
              size="compact-md"
              variant="default"
              leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
              onClick={() => {
                copy()
                announce(t('form.copied'))
              }}
              aria-label={t('form.embed.copy', { what: title })}
            >
              {t(copied ? 'form.copied' : 'form.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long texts are scrolled by keys */}
      <pre className={classes.text} data-line={line || undefined} tabIndex={0}>
        {text}
      </pre>
    </section>
  )
}
