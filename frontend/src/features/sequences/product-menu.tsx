import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useProduct, useProducts } from '@/lib/workspace/workspace'

/** Goes to the automations of another product. */
export function ProductMenu() {
  const { t } = useTranslation()
  const go = useGo()
  const products = useProducts()
  const { product } = useProduct()
  return (
    <Select
      aria-label={t('sequences.product')}
      size="xs"
      data={products.map((p) => ({ value: p.product.id, label: p.product.name }))}
      value={product.id}
      onChange={(id) => id && go(paths.automations(id))}
      allowDeselect={false}
    />
  )
}
