import { Button, Group, Stack, Switch, TextInput } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { toast } from '@/components/ui/toast'
import { useSaveProduct } from '../api'

/** A product's name and its SMS service. */
export function ProductBasics({ product }: { product: crm.Product }) {
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
