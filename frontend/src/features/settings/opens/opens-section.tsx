import { Alert, Anchor, List, Stack, Switch, Text } from '@mantine/core'
import { IconInfoCircle, IconWorldOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { toast, toastError } from '@/components/ui/toast'
import { backend } from '@/lib/api/client'
import { paths } from '@/lib/routing/paths'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useWorkspaceChange } from '../api'

/** Whether emails tell that they were opened and where they were clicked, and what that can't know. */
export function OpensSection() {
  const { t } = useTranslation()
  const { workspace } = useWorkspace()
  const saving = useWorkspaceChange((input: api.TrackingIn) => backend.SaveTracking(input))
  const now: api.TrackingIn = { opens: workspace.trackOpens, clicks: workspace.trackClicks }
  const save = (part: Partial<api.TrackingIn>) =>
    saving.mutate(
      { ...now, ...part },
      { onError: toastError, onSuccess: () => toast({ title: t('settings.saved') }) },
    )
  return (
    <Stack gap="md">
      <Text c="dimmed">{t('link.opens.intro')}</Text>
      {workspace.public === '' && (
        <Alert color="yellow" icon={<IconWorldOff size={18} />}>
          {t('link.opens.no_public')}{' '}
          <Anchor component={Link} to={paths.settings('public')} inherit underline="always">
            {t('link.to_public')}
          </Anchor>
        </Alert>
      )}
      {(['opens', 'clicks'] as const).map((key) => (
        <Switch
          key={key}
          label={t(`link.opens.${key}`)}
          description={t(`link.opens.${key}_words`)}
          checked={now[key]}
          onChange={(e) => save({ [key]: e.currentTarget.checked })}
          disabled={saving.isPending}
        />
      ))}
      <Alert
        variant="outline"
        icon={<IconInfoCircle size={18} />}
        title={t('link.opens.know_title')}
      >
        <List size="sm" spacing={4}>
          {(['private', 'machines', 'steer', 'consent'] as const).map((key) => (
            <List.Item key={key}>{t(`link.opens.know_${key}`)}</List.Item>
          ))}
        </List>
      </Alert>
    </Stack>
  )
}
