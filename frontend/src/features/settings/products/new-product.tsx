import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useAddProduct } from '../api'
import { Dialog } from '../dialog'

/** A new product: from the usual statuses, or with a copy of another one's statuses and fields. */
export function NewProduct({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const go = useGo()
  const { products } = useWorkspace()
  const [name, setName] = useState('')
  const [copy, setCopy] = useState('')
  const saver = useAddProduct()
  const problems = problemsOf(saver.error)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    saver.mutate(
      { name, copy },
      {
        onSuccess: (made) => {
          onClose()
          go(paths.productSettings(made.product.id))
        },
      },
    )
  }
  return (
    <form id="new-product" onSubmit={submit} noValidate>
      <Dialog
        title={t('settings.add_product')}
        onClose={onClose}
        busy={saver.isPending}
        actions={
          <>
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              form="new-product"
              loading={saver.isPending}
              disabled={!name.trim()}
            >
              {t('settings.add_product')}
            </Button>
          </>
        }
      >
        <TextInput
          label={t('settings.product_name')}
          placeholder={t('settings.product_example')}
          data-autofocus
          required
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
          error={fieldError(problems, 'name')}
        />
        <Select
          label={t('settings.begin_with')}
          allowDeselect={false}
          data={[
            { value: '', label: t('settings.begin_usual') },
            ...products.map(({ product }) => ({
              value: product.id,
              label: t('settings.begin_copy', { name: product.name }),
            })),
          ]}
          value={copy}
          onChange={(id) => setCopy(id ?? '')}
        />
        {problems.length === 0 && <ErrorBox error={saver.error} />}
      </Dialog>
    </form>
  )
}
