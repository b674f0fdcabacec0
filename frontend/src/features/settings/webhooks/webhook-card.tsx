import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core'
import { IconDots, IconListDetails, IconPencil, IconTrash } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { StateBadge } from '@/components/ui/state-badge'
import { toastError } from '@/components/ui/toast'
import { When } from '@/components/ui/when'
import { useWorkspace } from '@/lib/workspace/workspace'
import classes from '../settings.module.css'
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
  const state = trouble ? 'trouble' : webhook.active ? 'active' : 'inactive'
  const counts = (['waiting', 'failed', 'held'] as const).filter((name) => view[name] > 0)
  return (
    <article className={classes.box} aria-label={webhook.name}>
      <div className={classes.boxHead}>
        <div className={classes.words}>
          <Group gap="xs" wrap="nowrap">
            <Text fw={600} className="clip" title={webhook.name}>
              {webhook.name}
            </Text>
            <StateBadge state={state} />
          </Group>
          <Text size="sm" c="dimmed" className="clip" title={webhook.url}>
            {webhook.url}
          </Text>
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
        </div>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconListDetails size={14} />}
            onClick={onLook}
          >
            {t('webhook.log')}
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPencil size={14} />}
            onClick={onEdit}
          >
            {t('common.edit')}
          </Button>
          <MoreMenu view={view} />
        </Group>
      </div>
      {trouble && (
        <Text size="sm" mt="xs" c="var(--tone-red)">
          {t(`webhook.trouble_${webhook.stopped || 'down'}`)}{' '}
          {webhook.since > 0 && <When at={webhook.since} relative />}
        </Text>
      )}
    </article>
  )
}

function MoreMenu({ view: { webhook, uses } }: { view: api.WebhookView }) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const remove = useDeleteWebhook()
  const { name } = webhook
  const ask = async () => {
    const sure = await confirm({
      title: t('webhook.delete_title', { name }),
      children: t('webhook.delete_text'),
      action: t('webhook.delete'),
      danger: true,
    })
    if (sure) remove.mutate(webhook.id, { onError: toastError })
  }
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('ui.more_for', { name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {uses.length > 0 && (
          <Menu.Label>
            {t('webhook.used', { names: uses.map((use) => use.name).join(', ') })}
          </Menu.Label>
        )}
        <Menu.Item
          color="red"
          disabled={uses.length > 0}
          leftSection={<IconTrash size={16} />}
          onClick={() => void ask()}
        >
          {t('webhook.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
