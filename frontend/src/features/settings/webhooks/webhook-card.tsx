import { Menu, Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { When } from '@/components/ui/when'
import { useWorkspace } from '@/lib/workspace/workspace'
import { DeleteItem, EntryCard } from '../entry-card'
import { useDeleteWebhook } from './api'
import { eventWord } from './draft'

interface WebhookCardProps {
  view: api.WebhookView
  onEdit: () => void
  onLook: () => void
}

/** A webhook: where it leads, what it hears, whether that works. */
export function WebhookCard({ view, onEdit, onLook }: WebhookCardProps) {
  const { t } = useTranslation()
  const { products } = useWorkspace()
  const { webhook } = view
  const product = products.find((p) => p.product.id === webhook.product)?.product.name
  const trouble = webhook.stopped !== '' || webhook.failures > 2
  const counts = (['waiting', 'failed', 'held'] as const).filter((name) => view[name] > 0)
  return (
    <EntryCard
      name={webhook.name}
      state={trouble ? 'trouble' : webhook.active ? 'active' : 'inactive'}
      where={webhook.url}
      log={{ label: t('webhook.log'), open: onLook }}
      onEdit={onEdit}
      menu={<DeleteWebhook view={view} />}
      trouble={
        trouble && (
          <Text size="sm" mt="xs" c="var(--tone-red)">
            {t(`webhook.trouble_${webhook.stopped || 'down'}`)}{' '}
            {webhook.since > 0 && <When at={webhook.since} relative />}
          </Text>
        )
      }
    >
      <Text size="sm">
        {webhook.events.length > 0
          ? webhook.events.map((event) => t(eventWord(event))).join(' · ')
          : t('webhook.only_steps')}
        {product && ` (${product})`}
      </Text>
      <Text size="sm" c="dimmed">
        {webhook.reached > 0 ? t('webhook.reached') : t('webhook.never')}{' '}
        {webhook.reached > 0 && <When at={webhook.reached} relative />}
        {counts.map((name) => ` · ${t(`webhook.count_${name}`, { count: view[name] })}`)}
      </Text>
    </EntryCard>
  )
}

function DeleteWebhook({ view: { webhook, uses } }: { view: api.WebhookView }) {
  const { t } = useTranslation()
  const remove = useDeleteWebhook()
  const { name } = webhook
  return (
    <>
      {uses.length > 0 && (
        <Menu.Label>
          {t('webhook.used', { names: uses.map((use) => use.name).join(', ') })}
        </Menu.Label>
      )}
      <DeleteItem
        title={t('webhook.delete_title', { name })}
        text={t('webhook.delete_text')}
        label={t('webhook.delete')}
        disabled={uses.length > 0}
        onDelete={() => remove.mutateAsync(webhook.id)}
      />
    </>
  )
}
