import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SortableList } from '@/components/ui/sortable-list'
import { toastError } from '@/components/ui/toast'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useArchiveProduct, useOrderProducts } from '../api'
import classes from '../settings.module.css'
import { NewProduct } from './new-product'
import { ProductLine } from './product-line'

/** The products in the order of the menu; archived ones below. */
export function ProductsSection() {
  const { t } = useTranslation()
  const { products } = useWorkspace()
  const [adding, setAdding] = useState(false)
  const order = useOrderProducts()
  const archive = useArchiveProduct()
  const live = products.filter((p) => !p.product.archived)
  const archived = products.filter((p) => p.product.archived)
  const reorder = (list: api.ProductView[]) =>
    order.mutate(
      [...list, ...archived].map((p) => p.product.id),
      { onError: toastError },
    )
  return (
    <Stack gap="lg">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text c="dimmed">{t('settings.products_words')}</Text>
        <Button
          size="xs"
          leftSection={<IconPlus size={14} />}
          onClick={() => setAdding(true)}
          style={{ flexShrink: 0 }}
        >
          {t('settings.add_product')}
        </Button>
      </Group>
      <div className={classes.box}>
        <SortableList
          items={order.isPending && order.variables ? inOrder(live, order.variables) : live}
          idOf={(p) => p.product.id}
          nameOf={(p) => p.product.name}
          onChange={reorder}
          render={(p) => <ProductLine view={p} />}
        />
      </div>
      {archived.length > 0 && (
        <section aria-label={t('settings.archived')}>
          <Title order={2} mb="xs">
            {t('settings.archived')}
          </Title>
          <Stack gap={4} className={classes.box}>
            {archived.map((p) => (
              <Group key={p.product.id} gap="sm" wrap="nowrap">
                <ProductLine view={p} />
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() =>
                    archive.mutate({ product: p.product.id, on: false }, { onError: toastError })
                  }
                >
                  {t('settings.unarchive')}
                </Button>
              </Group>
            ))}
          </Stack>
        </section>
      )}
      {adding && <NewProduct onClose={() => setAdding(false)} />}
    </Stack>
  )
}

// While the order is being saved it is shown as it will be.
function inOrder(list: api.ProductView[], ids: string[]): api.ProductView[] {
  return list.toSorted((a, b) => ids.indexOf(a.product.id) - ids.indexOf(b.product.id))
}
