import { Button, Group, Stack, Switch, TextInput, Title } from '@mantine/core'
import type { api, crm } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CountDoor } from '@/components/ui/count-door'
import { ErrorBox } from '@/components/ui/error-box'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { toast } from '@/components/ui/toast'
import { paths } from '@/lib/routing/paths'
import { useSaveProduct } from './api'
import { FieldsEditor } from './fields-editor'
import { StatusesEditor } from './statuses-editor'

/** One product with its lists. Each part is saved on its own. */
export function ProductBox({ view }: { view: api.ProductView }) {
  const { t } = useTranslation()
  return (
    <section aria-label={view.product.name}>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{view.product.name}</Title>
        <CountDoor
          inWords
          count={view.cards}
          label={t('cards.count', { count: view.cards })}
          to={paths.cards(view.product.id)}
        />
      </Group>
      <Stack gap="lg">
        <Basics product={view.product} />
        <StatusesEditor view={view} />
        <FieldsEditor view={view} />
      </Stack>
    </section>
  )
}

function Basics({ product }: { product: crm.Product }) {
  const { t } = useTranslation()
  const [name, setName] = useState(product.name)
  const saver = useSaveProduct()
  const problems = problemsOf(saver.error)
  const save = (part: Partial<crm.Product>) =>
    saver.mutate(
      { ...product, ...part },
      { onSuccess: () => toast({ title: t('settings.saved') }) },
    )
  const submit = (e: FormEvent) => {
    e.preventDefault()
    save({ name })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Group align="flex-end" gap="xs">
          <TextInput
            w={280}
            label={t('settings.product_name')}
            value={name}
            onChange={(e) => setName(e.currentTarget.value)}
            error={fieldError(problems, 'name')}
          />
          {name !== product.name && (
            <Button type="submit" loading={saver.isPending}>
              {t('common.save')}
            </Button>
          )}
        </Group>
        <Switch
          label={t('settings.sms_on')}
          description={t('settings.sms_on_words')}
          checked={product.smsOn}
          disabled={saver.isPending}
          onChange={(e) => save({ smsOn: e.currentTarget.checked })}
        />
        {problems.length === 0 && <ErrorBox error={saver.error} />}
      </Stack>
    </form>
  )
}
