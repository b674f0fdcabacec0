import { Button, Code, Stack, Text } from '@mantine/core'
import { IconWorldOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { paths } from '@/lib/routing/paths'
import { useIsAdmin } from '@/lib/workspace/workspace'

/** There is no public address: what is missing, and where it is set. */
export function NotOpenYet({ slug }: { slug: string }) {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  return (
    <EmptyState
      small
      icon={IconWorldOff}
      title={t('form.embed.closed')}
      actions={
        admin && (
          <Button component={Link} to={paths.settings('public')}>
            {t('form.to_public')}
          </Button>
        )
      }
    >
      <Stack gap={8}>
        <Text>{t('form.embed.closed_words')}</Text>
        <Text size="sm" c="dimmed">
          {t('form.embed.closed_path')} <Code>/f/{slug}</Code>
        </Text>
        {!admin && <Text size="sm">{t('form.ask_admin')}</Text>}
      </Stack>
    </EmptyState>
  )
}
