import { Button, Group } from '@mantine/core'
import { IconCompassOff, IconMoodSad } from '@tabler/icons-react'
import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { ApiError } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'

/** What is shown when a screen could not be drawn. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const words = error instanceof ApiError ? say(error) : t('shell.broken_words')
  const other = error instanceof Error && !(error instanceof ApiError) ? error.message : ''
  return (
    <EmptyState
      icon={IconMoodSad}
      title={t('shell.broken')}
      actions={
        <Group>
          <Button onClick={reset}>{t('common.retry')}</Button>
          <Button variant="default" onClick={() => window.location.reload()}>
            {t('shell.reload')}
          </Button>
        </Group>
      }
    >
      {words}
      {other && <pre style={{ whiteSpace: 'pre-wrap' }}>{other}</pre>}
    </EmptyState>
  )
}

/** An address that leads nowhere. */
export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={IconCompassOff}
      title={t('shell.nothing_here')}
      actions={
        <Button component={Link} to="/">
          {t('shell.to_start')}
        </Button>
      }
    >
      {t('shell.nothing_here_words')}
    </EmptyState>
  )
}
