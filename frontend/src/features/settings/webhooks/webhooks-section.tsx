import { Alert, Anchor, Button, Stack, Text, Title } from '@mantine/core'
import { IconPlus, IconWebhook } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api, crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { paths } from '@/lib/routing/paths'
import classes from '../settings.module.css'
import { useWebhooks } from './api'
import { CallsDrawer } from './calls-drawer'
import { ReachableBox } from './reachable-box'
import { WebhookCard } from './webhook-card'
import { WebhookDrawer } from './webhook-drawer'

/** Which other programs are told what happens here, and how that goes. */
export function WebhooksSection() {
  const { t } = useTranslation()
  const { data, error, isPending, refetch } = useWebhooks()
  const [editing, setEditing] = useState<{ webhook?: crm.Webhook }>()
  const [looking, setLooking] = useState<crm.Webhook>()
  const add = (
    <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => setEditing({})}>
      {t('webhook.add')}
    </Button>
  )
  const seen = data?.webhooks.find((view) => view.webhook.id === looking?.id)
  return (
    <Stack gap="sm">
      <div className={classes.listHead}>
        <Title order={2}>{t('webhook.title')}</Title>
        {data && data.webhooks.length > 0 && add}
      </div>
      <Text size="sm" c="dimmed">
        {t('webhook.lead')}
      </Text>
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {isPending && <LinesSkeleton />}
      {data && !data.on && (
        <Alert color="gray" title={t('webhook.off_title')}>
          {t('webhook.off_words')}{' '}
          <Anchor component={Link} to={paths.settings('workspace')} size="sm" underline="always">
            {t('webhook.off_go')}
          </Anchor>
        </Alert>
      )}
      {data?.webhooks.length === 0 && (
        <EmptyState icon={IconWebhook} title={t('webhook.none')} actions={add}>
          {t('webhook.none_words')}
        </EmptyState>
      )}
      {data?.webhooks.map((view: api.WebhookView) => (
        <WebhookCard
          key={view.webhook.id}
          view={view}
          onEdit={() => setEditing({ webhook: view.webhook })}
          onLook={() => setLooking(view.webhook)}
        />
      ))}
      {data && <ReachableBox key={data.reachable.join()} saved={data.reachable} />}
      {editing && data && (
        <WebhookDrawer {...editing} events={data.events} onClose={() => setEditing(undefined)} />
      )}
      {seen && <CallsDrawer view={seen} onClose={() => setLooking(undefined)} />}
    </Stack>
  )
}
