import { Checkbox, Fieldset, Select, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { useWorkspace } from '@/lib/workspace/workspace'
import { eventWord, topicOf } from './draft'

interface WebhookFieldsProps {
  draft: api.SaveWebhookIn
  events: string[]
  problems: Problem[]
  change: (part: Partial<api.SaveWebhookIn>) => void
}

/** Where a webhook leads, what it hears, and how much of it. */
export function WebhookFields({ draft, events, problems, change }: WebhookFieldsProps) {
  const { t } = useTranslation()
  const { products } = useWorkspace()
  return (
    <>
      <TextInput
        label={t('webhook.name')}
        required
        data-autofocus
        value={draft.name}
        onChange={(e) => change({ name: e.currentTarget.value })}
        error={fieldError(problems, 'name')}
      />
      <TextInput
        label={t('webhook.url')}
        description={t('webhook.url_words')}
        required
        type="url"
        value={draft.url}
        onChange={(e) => change({ url: e.currentTarget.value })}
        error={fieldError(problems, 'url')}
      />
      <Events draft={draft} events={events} problems={problems} change={change} />
      <Select
        label={t('webhook.product')}
        data={[
          { value: '', label: t('webhook.all_products') },
          ...products.map(({ product }) => ({ value: product.id, label: product.name })),
        ]}
        value={draft.product}
        onChange={(product) => change({ product: product ?? '' })}
        allowDeselect={false}
        error={fieldError(problems, 'product')}
      />
      <Switch
        label={t('webhook.values')}
        description={t('webhook.values_words')}
        checked={draft.values}
        onChange={(e) => change({ values: e.currentTarget.checked })}
      />
      <Switch
        label={t('webhook.active')}
        checked={draft.active}
        onChange={(e) => change({ active: e.currentTarget.checked })}
      />
      {draft.id && (
        <Switch
          label={t('webhook.renew')}
          description={t('webhook.renew_words')}
          checked={draft.renew}
          onChange={(e) => change({ renew: e.currentTarget.checked })}
        />
      )}
    </>
  )
}

/** The events by what they are about. */
function Events({ draft, events, problems, change }: WebhookFieldsProps) {
  const { t } = useTranslation()
  return (
    <Checkbox.Group
      label={t('webhook.events')}
      description={t('webhook.events_words')}
      value={draft.events}
      onChange={(chosen) => change({ events: chosen })}
      error={fieldError(problems, 'events')}
    >
      <Stack gap="xs" mt={6}>
        {[...new Set(events.map(topicOf))].map((topic) => (
          <Fieldset key={topic} legend={t(`webhook.topic.${topic}`)} p="xs">
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing={6}>
              {events
                .filter((event) => topicOf(event) === topic)
                .map((event) => (
                  <Checkbox key={event} value={event} label={t(eventWord(event))} />
                ))}
            </SimpleGrid>
          </Fieldset>
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
